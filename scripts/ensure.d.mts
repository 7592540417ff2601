/** The project's folder. */
export const root: string;
/** Ends the process with a sentence when this Node is too old. */
export function checkNode(): void;
/** Runs `npm ci` when node_modules is not what package-lock.json asks for; milliseconds it took, 0 for nothing to do. */
export function ensureInstalled(say?: (line: string) => void): Promise<number>;
/** Builds dist/ when it was made from other sources; milliseconds it took, 0 for nothing to do. */
export function ensureBuilt(say?: (line: string) => void): Promise<number>;
/** `1.2 s` */
export function seconds(ms: number): string;
