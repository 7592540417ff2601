import type { Random } from './random.ts';
import { asides, objects, subjects, verbs } from './words.ts';

/** One plain work-day sentence, with a full stop. */
export function sentence(random: Random): string {
  const text = `${random.pick(subjects)} ${random.pick(verbs)} ${random.pick(objects)}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** One to four sentences; some with characters that markup has to escape, some not in English. */
export function paragraph(random: Random): string {
  const sentences = Array.from({ length: random.integer(1, 3) }, () => sentence(random));
  if (random.chance(0.4)) sentences.push(random.pick(asides));
  return sentences.join(' ');
}

/** A short headline of three to six words, without a full stop. */
export function headline(random: Random): string {
  return sentence(random).slice(0, -1);
}
