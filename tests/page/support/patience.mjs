/** How long a test waits for a state before it fails. */
export const patience = { milliseconds: 30_000 };
