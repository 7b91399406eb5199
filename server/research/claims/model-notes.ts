const plural = (count: number, one: string, many: string) =>
  count === 1 ? one : many.replace('#', `${count}`)

/** What the creator must know of how a model's claims came to be. */
export function modelNotes(of: {
  model: string
  dropped: number
  reworded: number
  /** Titles of the sources that were read without it. */
  without: string[]
  why: string | null
  /** Why the claims could not be joined by it; null where they were. */
  joining: string | null
}): string[] {
  const { model, dropped, reworded, without, why, joining } = of
  const notes: string[] = []
  if (dropped > 0)
    notes.push(
      plural(
        dropped,
        `One quote that ${model} gave stands in no source and was not used.`,
        `# quotes that ${model} gave stand in no source and were not used.`,
      ),
    )
  if (reworded > 0)
    notes.push(
      plural(
        reworded,
        `One claim is shown in its source’s words, because ${model} wrote a number or a language that its quote does not have.`,
        `# claims are shown in their sources’ words, because ${model} wrote a number or a language that their quotes do not have.`,
      ),
    )
  if (without.length > 0) {
    const names = without
      .slice(0, 5)
      .map(title => `“${title}”`)
      .join(', ')
    const more = without.length > 5 ? ` and ${without.length - 5} more` : ''
    notes.push(`Read without ${model}, by words and numbers alone: ${names}${more}. ${why ?? ''}`.trim())
  }
  if (joining) notes.push(`Claims were joined by their words alone, without ${model}: ${joining}`)
  return notes
}
