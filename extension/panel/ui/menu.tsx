import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { Icon, type IconName } from './icon.tsx'
import { stepBy } from './step-by.ts'

export interface MenuItem {
  label: string
  icon?: IconName
  /** One of several of which one is chosen: the project that is open. */
  chosen?: boolean
  /** A line above it. */
  apart?: boolean
  danger?: boolean
  note?: string
  act: () => void
}

interface MenuProps {
  label: string
  trigger: ComponentChildren
  triggerClass: string
  items: MenuItem[]
}

/**
 * A menu in the platform's popover: it closes by Escape or a click elsewhere, and the focus goes back to its
 * button, without code of ours. The items are made when it opens, so that 200 closed menus cost nothing.
 */
export function Menu({ label, trigger, triggerClass, items }: MenuProps) {
  const id = useId()
  const anchor = `--menu-${id}`
  const [open, setOpen] = useState(false)
  const list = useRef<HTMLDivElement>(null)

  // Only what shows can be focused: the items are made before it shows, and focused after.
  const focusFirst = () => {
    const chosen = list.current?.querySelector<HTMLElement>('[aria-checked="true"]')
    ;(chosen ?? list.current?.querySelector<HTMLElement>('button'))?.focus()
  }

  return (
    <>
      <button
        type="button"
        class={triggerClass}
        aria-haspopup="menu"
        aria-expanded={open ? 'true' : 'false'}
        aria-label={label}
        popoverTarget={id}
        style={{ anchorName: anchor }}
      >
        {trigger}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        class="menu"
        style={{ positionAnchor: anchor }}
        onBeforeToggle={event => event.newState === 'open' && setOpen(true)}
        onToggle={event => {
          if (event.newState === 'open') focusFirst()
          // Not before it is gone: the platform gives the focus back only from an item that is still there.
          else setOpen(false)
        }}
        onKeyDown={event => moveFocus(event, list.current)}
      >
        {open &&
          items.map(item => (
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: with aria-checked the role is menuitemradio
            <button
              key={item.label + (item.note ?? '')}
              type="button"
              role={item.chosen === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.chosen === undefined ? undefined : item.chosen}
              tabIndex={-1}
              class={`menu__item${item.apart ? ' menu__item--apart' : ''}${item.danger ? ' menu__item--danger' : ''}`}
              onClick={() => {
                list.current?.hidePopover()
                item.act()
              }}
            >
              {item.chosen === undefined ? (
                item.icon && <Icon name={item.icon} />
              ) : (
                <span class="menu__tick">{item.chosen && <Icon name="check" />}</span>
              )}
              <span class="menu__words" dir="auto">
                {item.label}
              </span>
              {item.note && <span class="menu__note numbers">{item.note}</span>}
            </button>
          ))}
      </div>
    </>
  )
}

function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  if (!list) return
  // A menu is one stop: Tab leaves it, back to its button and on from there.
  if (event.key === 'Tab') {
    list.hidePopover()
    return
  }
  const items = [...list.querySelectorAll<HTMLElement>('button')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const next =
    stepBy(event, 'Up', 'Down', at, items.length) ??
    (event.key.length === 1 && event.key !== ' ' ? nextByLetter(items, at, event.key) : -1)
  if (next < 0) return
  event.preventDefault()
  items[next]?.focus()
}

function nextByLetter(items: HTMLElement[], at: number, letter: string): number {
  const starts = (i: number) => items[i]?.textContent?.trim().toLowerCase().startsWith(letter.toLowerCase())
  for (let step = 1; step <= items.length; step++) {
    const i = (at + step) % items.length
    if (starts(i)) return i
  }
  return -1
}
