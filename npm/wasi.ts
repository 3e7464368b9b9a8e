/**
 * Runs the command line, compiled for WASI (wasm32-wasip1), with the few system calls that it makes.
 *
 * Why not node:wasi: it warns that it is experimental on every run, opens no `<(…)` of a shell and no `../`, and reads
 * nothing that is not a file, such as a snapshot that is still in memory. What the calls mean is in WASI's preview 1:
 * https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md
 */

export interface Status {
  /** In bytes; null if that is not known before the end, as of a pipe. */
  readonly size: number | null;
  readonly isFolder?: boolean;
}

/** Something to read from the beginning to the end. */
export interface Source extends Status {
  /** Fills the front of `into` and says with how much; 0 at the end. */
  read(into: Uint8Array): number;
  /** Goes back to the beginning; of files only. */
  rewind?(): void;
  close(): void;
}

/** Where the command line runs: what it may read, and where its text goes. Failures are those of node:fs. */
export interface Host {
  readonly standardInput: Source;
  /** Opens what an argument names. */
  open(path: string): Source;
  /** The same without opening it, by which a pipe would lose its writer. */
  status(path: string): Status;
  /** Writes everything; 1 is the standard output, 2 the standard error. */
  write(descriptor: 1 | 2, bytes: Uint8Array): void;
  isTerminal(descriptor: number): boolean;
}

/** Runs the command line to its end and gives its exit code. */
export function runCommandLine(
  module: WebAssembly.Module,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  host: Host,
): number {
  const system = new System(['leakscope', ...args], variables(environment), host);
  // What writes files (`redact`) is not there: the program hears so, and says it.
  const missing = WebAssembly.Module.imports(module).map(({ name }) => [name, () => ERRORS['ENOSYS']] as const);
  const calls = { ...Object.fromEntries(missing), ...system.calls() };
  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: calls });
  return system.run(instance.exports as unknown as Program);
}

interface Program {
  readonly memory: WebAssembly.Memory;
  _start(): void;
}

type Call = (...args: never[]) => number;

/** Numbers of WASI, by the names of node:fs. */
const ERRORS: Readonly<Record<string, number>> = {
  EACCES: 2, EAGAIN: 6, EBADF: 8, EBUSY: 10, EINVAL: 28, EIO: 29, EISDIR: 31, ELOOP: 32, EMFILE: 33, ENAMETOOLONG: 37,
  ENFILE: 41, ENODEV: 43, ENOENT: 44, ENOMEM: 48, ENOSPC: 51, ENOSYS: 52, ENOTDIR: 54, ENXIO: 60, EPERM: 63, EPIPE: 64,
};
const BAD_DESCRIPTOR = 8;
const IO_ERROR = 29;
const NOT_SUPPORTED = 58;
const FROM_THE_BEGINNING = 0;

const [UNKNOWN, CHARACTER_DEVICE, FOLDER, FILE] = [0, 2, 3, 4];
/** The one folder that paths are looked up in; 0, 1 and 2 are the standard streams. */
const ROOT = 3;
const ROOT_NAME = '/';
/** All a descriptor can be used for, but for seeking, by the lack of which a terminal is told from a file. */
const RIGHTS = 0x1fffffffn & ~0x24n;

class Exit {
  constructor(readonly code: number) {}
}

class System {
  readonly #sources = new Map<number, Source>();
  #next = ROOT + 1;
  #memory: WebAssembly.Memory | null = null;

  constructor(
    readonly args: readonly string[],
    readonly environment: readonly string[],
    readonly host: Host,
  ) {
    this.#sources.set(0, host.standardInput);
  }

  run(program: Program): number {
    this.#memory = program.memory;
    try {
      program._start();
      return 0;
    } catch (thrown) {
      if (thrown instanceof Exit) return thrown.code;
      throw thrown;
    } finally {
      for (const source of this.#sources.values()) source.close();
    }
  }

  calls(): Record<string, Call> {
    return {
      args_sizes_get: (count: number, size: number) => this.#sizes(this.args, count, size),
      args_get: (pointers: number, buffer: number) => this.#texts(this.args, pointers, buffer),
      environ_sizes_get: (count: number, size: number) => this.#sizes(this.environment, count, size),
      environ_get: (pointers: number, buffer: number) => this.#texts(this.environment, pointers, buffer),
      random_get: (buffer: number, length: number) => this.#random(buffer, length),
      fd_prestat_get: (descriptor: number, result: number) => this.#prestat(descriptor, result),
      fd_prestat_dir_name: (_descriptor: number, buffer: number) => this.#fill(buffer, ROOT_NAME),
      fd_fdstat_get: (descriptor: number, result: number) => this.#descriptorStatus(descriptor, result),
      fd_filestat_get: (descriptor: number, result: number) => this.#fileStatus(this.#sources.get(descriptor), result),
      path_filestat_get: (_root: number, _flags: number, path: number, length: number, result: number) =>
        attempt(() => this.#fileStatus(this.host.status(this.#path(path, length)), result)),
      path_open: (_root: number, _flags: number, path: number, length: number, ...rest: unknown[]) =>
        attempt(() => this.#open(this.#path(path, length), rest[4] as number)),
      path_readlink: () => NOT_SUPPORTED,
      fd_read: (descriptor: number, vectors: number, count: number, result: number) =>
        attempt(() => this.#read(descriptor, vectors, count, result)),
      fd_write: (descriptor: number, vectors: number, count: number, result: number) =>
        attempt(() => this.#write(descriptor, vectors, count, result)),
      fd_seek: (descriptor: number, offset: bigint, from: number, result: number) =>
        attempt(() => this.#rewind(descriptor, offset, from, result)),
      fd_close: (descriptor: number) => this.#close(descriptor),
      proc_exit: (code: number) => {
        throw new Exit(code);
      },
    };
  }

  /** The memory as it is now: it moves when it grows. */
  get #bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#memory!.buffer as ArrayBuffer);
  }

  get #view(): DataView {
    return new DataView(this.#memory!.buffer);
  }

  #fill(at: number, text: string): number {
    this.#bytes.set(Buffer.from(text), at);
    return 0;
  }

  #sizes(texts: readonly string[], count: number, size: number): number {
    this.#view.setUint32(count, texts.length, true);
    this.#view.setUint32(size, texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0), true);
    return 0;
  }

  #texts(texts: readonly string[], pointers: number, buffer: number): number {
    let at = buffer;
    for (const [index, text] of texts.entries()) {
      this.#view.setUint32(pointers + 4 * index, at, true);
      this.#fill(at, `${text}\0`);
      at += Buffer.byteLength(text) + 1;
    }
    return 0;
  }

  #random(buffer: number, length: number): number {
    globalThis.crypto.getRandomValues(this.#bytes.subarray(buffer, buffer + length));
    return 0;
  }

  #prestat(descriptor: number, result: number): number {
    if (descriptor !== ROOT) return BAD_DESCRIPTOR;
    this.#view.setUint8(result, 0);
    this.#view.setUint32(result + 4, ROOT_NAME.length, true);
    return 0;
  }

  #descriptorStatus(descriptor: number, result: number): number {
    const isKnown = descriptor <= ROOT || this.#sources.has(descriptor);
    if (!isKnown) return BAD_DESCRIPTOR;
    const isTerminal = descriptor < ROOT && this.host.isTerminal(descriptor);
    const other = descriptor === ROOT ? FOLDER : UNKNOWN;
    this.#bytes.fill(0, result, result + 24);
    this.#view.setUint8(result, isTerminal ? CHARACTER_DEVICE! : other!);
    this.#view.setBigUint64(result + 8, RIGHTS, true);
    this.#view.setBigUint64(result + 16, RIGHTS, true);
    return 0;
  }

  #fileStatus(source: Status | undefined, result: number): number {
    if (source === undefined) return BAD_DESCRIPTOR;
    const other = source.isFolder ? FOLDER : UNKNOWN;
    this.#bytes.fill(0, result, result + 64);
    this.#view.setUint8(result + 16, source.size === null ? other! : FILE!);
    this.#view.setBigUint64(result + 32, BigInt(source.size ?? 0), true);
    return 0;
  }

  /**
   * What an argument names. The C library below the command line takes `/` and `./` from the front of paths and looks
   * for the rest in the folders it was given, so that /a and a become one; the arguments tell which was meant. What follows
   * a colon in an argument may be the name of an entry in an archive.
   */
  #path(at: number, length: number): string {
    const path = Buffer.from(this.#bytes.subarray(at, at + length)).toString();
    const named = this.args.flatMap((arg) => [arg, arg.slice(arg.indexOf('=') + 1)]);
    for (const name of named) {
      const rest = name.replace(/^(\.?\/)+/, '');
      if (rest === path || rest.startsWith(`${path}:`)) return name.slice(0, name.length - rest.length + path.length);
    }
    return path;
  }

  #open(path: string, result: number): number {
    const descriptor = this.#next++;
    this.#sources.set(descriptor, this.host.open(path));
    this.#view.setUint32(result, descriptor, true);
    return 0;
  }

  #close(descriptor: number): number {
    this.#sources.get(descriptor)?.close();
    return this.#sources.delete(descriptor) ? 0 : BAD_DESCRIPTOR;
  }

  /** The command line goes nowhere but to the beginning. */
  #rewind(descriptor: number, offset: bigint, from: number, result: number): number {
    const source = this.#sources.get(descriptor);
    if (source?.rewind === undefined || offset !== 0n || from !== FROM_THE_BEGINNING) return NOT_SUPPORTED;
    source.rewind();
    this.#view.setBigUint64(result, 0n, true);
    return 0;
  }

  #read(descriptor: number, vectors: number, count: number, result: number): number {
    const source = this.#sources.get(descriptor);
    if (source === undefined) return BAD_DESCRIPTOR;
    let read = 0;
    for (const part of this.#parts(vectors, count)) {
      const length = source.read(part);
      read += length;
      if (length < part.length) break;
    }
    this.#view.setUint32(result, read, true);
    return 0;
  }

  #write(descriptor: number, vectors: number, count: number, result: number): number {
    if (descriptor !== 1 && descriptor !== 2) return BAD_DESCRIPTOR;
    let written = 0;
    for (const part of this.#parts(vectors, count)) {
      this.host.write(descriptor, part);
      written += part.length;
    }
    this.#view.setUint32(result, written, true);
    return 0;
  }

  /** The pieces of memory that a list of addresses and lengths names. */
  #parts(vectors: number, count: number): Uint8Array[] {
    const [view, bytes] = [this.#view, this.#bytes];
    return Array.from({ length: count }, (_, index) => {
      const at = view.getUint32(vectors + 8 * index, true);
      return bytes.subarray(at, at + view.getUint32(vectors + 8 * index + 4, true));
    });
  }
}

/** Failures of the host, as WASI's numbers. */
function attempt(call: () => number): number {
  try {
    return call();
  } catch (thrown) {
    const code = (thrown as { code?: unknown } | null)?.code;
    if (typeof code !== 'string') throw thrown;
    return ERRORS[code] ?? IO_ERROR;
  }
}

function variables(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
}
