// All elements of a part of the page that fit, the part itself included.
export function all(part, selector) {
  return [...(part.matches?.(selector) ? [part] : []), ...part.querySelectorAll(selector)];
}
