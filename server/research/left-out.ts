import type { RunContext } from '../runs/work.ts'
import type { ReadingState } from '../sources/reading-state.ts'

const plural = (count: number, one: string, many: string) =>
  count === 1 ? one : many.replace('#', `${count}`)

/** Notes in the run's record which sources are not in what it makes. @param made «this brief» */
export async function tellWhatIsLeftOut(
  { note }: RunContext,
  { pending, failed }: ReadingState,
  made: string,
): Promise<void> {
  if (pending > 0) {
    await note(
      plural(
        pending,
        `One source is still being read and is not in ${made}.`,
        `# sources are still being read and are not in ${made}.`,
      ),
    )
  }
  if (failed.length > 0) {
    const names = failed
      .slice(0, 5)
      .map(title => `“${title}”`)
      .join(', ')
    await note(
      `Could not be read, and so not in ${made}: ${names}${failed.length > 5 ? ` and ${failed.length - 5} more` : ''}.`,
    )
  }
}
