import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'

/**
 * A part of the panel that is loaded when it is first wanted, so that the first picture does not wait for it. Until
 * then nothing shows: it comes from this computer's disk, within the time of a press.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  return function Later(props: Props) {
    const { feedback } = usePanel()
    const [Part, setPart] = useState<ComponentType<Props> | null>(() => loaded)
    useEffect(() => {
      if (loaded) return setPart(() => loaded)
      let wanted = true
      load().then(
        part => {
          loaded = part
          if (wanted) setPart(() => part)
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
    }, [])
    return Part ? <Part {...props} /> : null
  }
}
