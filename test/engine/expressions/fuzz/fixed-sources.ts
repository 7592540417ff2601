/** The time and chance that all engines are given. */
export const fixedNowMs = 1_766_458_026_240;
export const fixedRandom = 0.25;

/** The variables that all engines are given; as those of mappings are named. */
export const fixedVariables = {
  query: { n: 2, name: 'a', tags: ['a', 'x1'], items: [{ n: 1, name: 'b', list: [] }] },
  account: { id: 'x1', name: 'Ada', sub: { n: 3 } },
  body: [{ n: 2 }, { n: 3, name: 'x y' }],
  parent: null,
};
