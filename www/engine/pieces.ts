/**
 * Reading a large file with more than one processor. The file is cut into pieces; workers of the same kind, the helpers,
 * turn their pieces' digits into numbers, and the snapshot's own worker, which reads the others itself, takes all in order.
 * Whatever cannot be handed over, because it is text and not numbers, it reads itself. Runs in the workers.
 */
import { Piece, type SnapshotReader } from './pkg/leakscope.js';
import type { PieceAnswer, PieceQuestion } from './protocol';

/** Large enough that asking costs nothing beside reading, small enough for a few to be under way. */
const PIECE_BYTES = 4 << 20;
/** Pieces under way for each worker: one is read while another is on its way. */
const UNDER_WAY = 2;

const bytesOf = async (file: Blob, { from, to }: PieceQuestion) =>
  new Uint8Array(await file.slice(from, to).arrayBuffer());

/** A helper: reads the pieces of one file that it is asked for, and answers in the order of the questions. */
export function serveHelper(file: Blob, port: MessagePort): void {
  let turn = Promise.resolve();
  port.onmessage = ({ data }: MessageEvent<PieceQuestion>) => {
    // Its bytes are on their way while the piece before is read.
    const bytes = bytesOf(file, data).catch(() => null);
    turn = turn.then(async () => answer(port, await bytes));
  };
}

/** A piece that could not be read is left to the asker, who will be told why. */
function answer(port: MessagePort, bytes: Uint8Array | null): void {
  if (bytes === null) {
    port.postMessage(null);
    return;
  }
  const piece = Piece.read(bytes);
  const numbers = piece.takeNumbers() as Uint32Array<ArrayBuffer>;
  const [lead, tail] = [bytes.slice(0, piece.lead), bytes.slice(piece.tail)];
  const read: PieceAnswer = { lead, numbers, between: piece.tail - piece.lead, tail };
  piece.free();
  port.postMessage(read, [numbers.buffer, lead.buffer, tail.buffer]);
}

/** Reads on until the numbers end, and returns the position reached. `onRead` is told of every piece. */
export async function readInPieces(
  file: Blob,
  engine: SnapshotReader,
  helpers: readonly MessagePort[],
  onRead: (bytes: number) => void,
): Promise<number> {
  const count = Math.ceil(file.size / PIECE_BYTES);
  const workers = helpers.length + 1;
  const asked = new Map<number, Promise<PieceAnswer | Uint8Array | null>>();
  const askers = helpers.map(askerOf);
  const question = (piece: number) => ({ from: piece * PIECE_BYTES, to: Math.min(file.size, (piece + 1) * PIECE_BYTES) });
  for (let piece = 0; piece < count; piece++) {
    // The first piece has the header: whether numbers follow is not known before.
    if (piece > 0 && !engine.takesPieces()) return question(piece).from;
    for (let next = piece; next < Math.min(count, piece + UNDER_WAY * workers); next++) {
      const ask = askers[(next % workers) - 1];
      if (!asked.has(next)) asked.set(next, ask?.(question(next)) ?? bytesOf(file, question(next)));
    }
    const answer = (await asked.get(piece)) ?? (await bytesOf(file, question(piece)));
    asked.delete(piece);
    if (answer instanceof Uint8Array) engine.push(answer);
    else engine.pushPiece(answer.lead, answer.numbers, answer.between, answer.tail);
    onRead(question(piece).to);
  }
  return file.size;
}

/** Asks a helper; it answers in order. */
function askerOf(port: MessagePort): (question: PieceQuestion) => Promise<PieceAnswer | null> {
  const waiting: ((answer: PieceAnswer | null) => void)[] = [];
  port.onmessage = ({ data }: MessageEvent<PieceAnswer | null>) => waiting.shift()?.(data);
  return (question) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port.postMessage(question);
    });
}
