/** Work that is under way once for each key; whoever asks meanwhile gets the same answer. */
export interface SingleFlight<T> {
  run(key: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
}

/** None under way. */
export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Promise<T>>();
  return {
    run(key, work) {
      const known = flights.get(key);
      if (known) return known;
      const flight = work().finally(() => flights.delete(key));
      flights.set(key, flight);
      return flight;
    },
    async settled() {
      while (flights.size > 0) await Promise.allSettled(flights.values());
    },
  };
}
