/** Sites that are asked at the same time; of one site one thing after the other, at a reader's pace. */
const AT_ONCE = 3

/**
 * Does something for each, three at a time and never two of one site. Ends early, without an error, when `signal` is
 * aborted: what is going on then is waited for no longer.
 */
export async function eachSite<Item>(
  items: Item[],
  siteOf: (item: Item) => string,
  act: (item: Item) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const lines = [...Map.groupBy(items, siteOf).values()]
  const worker = async () => {
    for (let line = lines.shift(); line; line = lines.shift())
      for (const item of line) {
        if (signal.aborted) return
        await act(item).catch(error => {
          if (!signal.aborted) throw error
        })
      }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
