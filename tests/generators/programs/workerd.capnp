using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .loans)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const loans :Workerd.Worker = (
  modules = [(name = "program.mjs", esModule = embed "program.mjs")],
  compatibilityDate = "2026-11-01",
);
