/** The sources' places and names of what stands in a snapshot's bundled code, by maps. */
import type { GeneratedPlace } from '../engine/names';
import { originalAt, tellsOfBuild } from './lookup';
import { parsed, SourceMap } from './map';
import { type Fit, fitOf } from './scripts';

/** A map as it was given; its text is read each time, because it is large and seldom needed. */
export interface MapFile {
  readonly path: string;
  readonly text: string;
}

export interface Originals {
  /** As the engine's call `applySourceMaps` takes them. */
  readonly places: readonly number[];
  readonly texts: readonly string[];
  /** What to say of each map, in their order. */
  readonly notes: readonly Note[];
}

export interface Note {
  readonly isApplied: boolean;
  readonly words: string;
}

/** How many scripts are named to people. */
const MOST_NAMED = 3;

export function originalsOf(maps: readonly MapFile[], generated: readonly GeneratedPlace[]): Originals {
  const scripts = [...new Set(generated.map(({ file }) => file))];
  const places: number[] = [];
  const texts = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = texts.get(text) ?? texts.size + 1;
    texts.set(text, known);
    return known;
  };
  const notes = maps.map(({ path, text }): Note => {
    try {
      const json = parsed(text);
      const fit = fitOf({ path, file: typeof json.file === 'string' ? json.file : null }, scripts);
      const [script] = fit.scripts;
      if (fit.scripts.length !== 1 || script === undefined) return { isApplied: false, words: noFit(fit, scripts) };
      const map = new SourceMap(json, script);
      let [mapped, asked] = [0, 0];
      generated.forEach(({ file, line, column, name }, index) => {
        if (file !== script) return;
        const original = originalAt(map, line, column, name);
        if (original !== null || tellsOfBuild(line, column)) asked += 1;
        if (original === null) return;
        mapped += 1;
        const ofName = original.name === null ? 0 : numberOf(original.name);
        places.push(index, numberOf(original.source), original.line, original.column, ofName);
      });
      return ofBuild(mapped, asked, fit);
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      return { isApplied: false, words: `this is no source map that can be read: ${why}. Build the program anew with source maps.` };
    }
  });
  return { places, texts: [...texts.keys()], notes };
}

function noFit({ wanted, scripts: fitting }: Fit, scripts: readonly string[]): string {
  const name = 'Name the map after its script, with .map at the end.';
  if (wanted.length === 0) return `it does not say of which script it is. ${name}`;
  const called = wanted.join(' or ');
  if (fitting.length > 1) {
    return `several scripts are called ${called} (${some(fitting)}). Drop the map with a “file” that ends with the folders of its script.`;
  }
  if (scripts.length === 0) return 'the snapshot does not say where its functions stand.';
  return `no script with places is called ${called}, but for example ${some(scripts)}. ${name}`;
}

function ofBuild(mapped: number, asked: number, { wanted }: Fit): Note {
  const share = `${mapped} of ${asked} places in ${wanted.join(' or ')}`;
  return mapped * 2 >= asked
    ? { isApplied: true, words: `${share} are shown as they are in the sources.` }
    : { isApplied: mapped > 0, words: `only ${share} are in the map: it is of another build. Drop the one that was made with the script that ran.` };
}

const some = (scripts: readonly string[]): string => scripts.slice(0, MOST_NAMED).join(', ');
