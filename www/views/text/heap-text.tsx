/**
 * Text of the heap among words of the page: it keeps its writing direction to itself, ends in "…" where it is long, as
 * Details has the whole of it, and stays off the paper while data is left out.
 */
export const HeapText = ({ text }: { readonly text: string }) => (
  <bdi class="of-heap cut" title={text}>
    {text}
  </bdi>
);
