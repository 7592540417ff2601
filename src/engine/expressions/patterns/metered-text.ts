import { spendFuel, type Budget } from '../budget.ts';
import { findText } from '../values/text-search.ts';

/** Characters read between two payments: paying for each would cost more than reading it. */
const readsPerPayment = 32;

/**
 * A text that the linear engine reads like any other, and that is paid for as it is read: a match may look far beyond
 * its end, so that its length says nothing about the work.
 *
 * @throws EXPRESSION_BUDGET in the middle of a match
 */
export class MeteredText extends String {
  readonly #budget: Budget;
  readonly #fuelPerPayment: number;
  #reads = 0;

  /** @param fuelPerRead what looking at one character costs with the pattern at hand */
  constructor(text: string, budget: Budget, fuelPerRead: number) {
    super(text);
    this.#budget = budget;
    this.#fuelPerPayment = Math.ceil(readsPerPayment * fuelPerRead);
  }

  override charCodeAt(index: number): number {
    this.#reads += 1;
    if (this.#reads === readsPerPayment) {
      this.#reads = 0;
      spendFuel(this.#budget, this.#fuelPerPayment);
    }
    return super.charCodeAt(index);
  }

  override indexOf(wanted: string, from = 0): number {
    spendFuel(this.#budget, 1);
    return findText(this.valueOf(), wanted, from, this.#budget);
  }
}
