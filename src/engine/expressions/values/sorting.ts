/**
 * A stable merge sort whose only question is whether two elements have to change places. It asks in the order the
 * language's own sort does, so that an inconsistent answer has the same effect.
 */
export function mergeSort<T>(list: readonly T[], swaps: (left: T, right: T) => boolean): T[] {
  if (list.length <= 1) return list.slice();
  const middle = Math.floor(list.length / 2);
  return merge(mergeSort(list.slice(0, middle), swaps), mergeSort(list.slice(middle), swaps), swaps);
}

function merge<T>(left: readonly T[], right: readonly T[], swaps: (left: T, right: T) => boolean): T[] {
  const merged: T[] = [];
  let first = 0;
  let second = 0;
  while (first < left.length && second < right.length) {
    // Both indexes are within their lists here.
    if (swaps(left[first] as T, right[second] as T)) merged.push(right[second++] as T);
    else merged.push(left[first++] as T);
  }
  while (first < left.length) merged.push(left[first++] as T);
  while (second < right.length) merged.push(right[second++] as T);
  return merged;
}
