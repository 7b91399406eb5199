/** Who says what stands in a source: its author or else its site; null where nobody is named. */
export const whoSays = ({ author, site }: { author: string | null; site: string | null }): string | null =>
  author?.trim() || site?.trim() || null
