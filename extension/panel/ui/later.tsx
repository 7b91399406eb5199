import type { ComponentType } from 'preact'
import { useLoaded } from './use-loaded.ts'

/**
 * A part of the panel that is loaded when it is first wanted, so that the first picture does not wait for it. Until
 * then nothing shows: it comes from this computer's disk, within the time of a press.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined
  const kept = {
    get: () => loaded,
    set: (part: ComponentType<Props>) => {
      loaded = part
    },
  }
  return function Later(props: Props) {
    const Part = useLoaded(async () => loaded ?? load(), kept, [])
    return Part ? <Part {...props} /> : null
  }
}
