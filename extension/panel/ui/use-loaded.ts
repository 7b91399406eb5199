import { useEffect, useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'

/** Where what was loaded is kept, so that what is shown a second time does not wait. */
export interface Kept<Part> {
  get: () => Part | undefined
  set: (part: Part) => void
}

/**
 * What is loaded when it is first wanted; null until it is there.
 * @param about the values that it depends on
 */
export function useLoaded<Part>(
  load: () => Promise<Part>,
  kept: Kept<Part>,
  about: readonly unknown[],
): Part | null {
  const { feedback } = usePanel()
  const [part, setPart] = useState<Part | null>(() => kept.get() ?? null)
  useEffect(() => {
    let wanted = true
    load().then(
      found => {
        kept.set(found)
        if (wanted) setPart(() => found)
      },
      () => {
        // The extension was updated while this panel was open: its old files are gone.
        if (wanted)
          feedback.toast({
            tone: 'bad',
            text: 'This could not be opened. Close the panel and open it again.',
          })
      },
    )
    return () => {
      wanted = false
    }
  }, [...about])
  return part
}
