/** The time and chance that all engines are given. */
export const fixedNowMs = 1_766_458_026_240;
export const fixedRandom = 0.25;
