import { useLayoutEffect, useRef } from 'preact/hooks'
import { stepBy } from './step-by.ts'

export interface Tab<Name extends string> {
  tab: Name
  name: string
  /** Beside the name: how many there are, that it is done. */
  note?: string
}

interface TabsProps<Name extends string> {
  /** Before the ids of the tabs and of their panels, as `Tabs` and its owner agree on them. */
  of: string
  label: string
  tabs: readonly Tab<Name>[]
  chosen: Name
  onChosen: (tab: Name) => void
}

/** Pixels beside the chosen one, so that its neighbours are seen to go on. */
const around = 28

/**
 * Tabs in one line that scrolls where they do not fit: names are never broken, and the chosen one is in sight. One
 * stop of the keyboard, within it arrows, Home and End. The chosen panel is the owner's, with id `<of>-<tab>` and
 * labelled by `<of>-tab-<tab>`.
 */
export function Tabs<Name extends string>({ of, label, tabs, chosen, onChosen }: TabsProps<Name>) {
  const list = useRef<HTMLDivElement>(null)
  const tabOf = (name: Name) => list.current?.querySelector<HTMLElement>(`#${of}-tab-${name}`)
  const names = tabs.map(each => `${each.name} ${each.note ?? ''}`).join()
  useLayoutEffect(() => {
    const line = list.current!
    // Not by `scrollIntoView`: Tab would go on from there, past everything that stands before.
    const show = () => {
      const { offsetLeft: from = 0, offsetWidth: wide = 0 } = tabOf(chosen) ?? {}
      line.scrollLeft = Math.min(
        from - around,
        Math.max(line.scrollLeft, from + wide + around - line.clientWidth),
      )
    }
    show()
    // The panel is made narrower while it is open.
    const sized = new ResizeObserver(show)
    sized.observe(line)
    return () => sized.disconnect()
  }, [chosen, names])
  return (
    <div
      ref={list}
      class="stages"
      role="tablist"
      aria-label={label}
      onKeyDown={event => {
        const at = tabs.findIndex(each => each.tab === chosen)
        const to = stepBy(event, 'Left', 'Right', at, tabs.length)
        if (to === null) return
        event.preventDefault()
        const next = tabs[to]!.tab
        onChosen(next)
        tabOf(next)?.focus({ preventScroll: true })
      }}
    >
      {tabs.map(each => (
        <button
          key={each.tab}
          type="button"
          role="tab"
          id={`${of}-tab-${each.tab}`}
          class="stages__tab"
          aria-selected={each.tab === chosen}
          aria-controls={each.tab === chosen ? `${of}-${each.tab}` : undefined}
          tabIndex={each.tab === chosen ? 0 : -1}
          onClick={() => onChosen(each.tab)}
        >
          {each.name}
          {each.note && <span class="stages__note numbers">{each.note}</span>}
        </button>
      ))}
    </div>
  )
}
