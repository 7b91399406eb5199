import type { RefObject } from 'preact'
import { useRef, useState } from 'preact/hooks'

export interface Drag {
  id: string
  /** Where it would come to stand, counted without itself. */
  place: number
}

/** Pixels from the edge of what scrolls at which it moves on, and how far each time. */
const EDGE = 36
const STEP = 10

/**
 * Dragging the rows of a list by their handles. Rows are the elements of the list with `data-beat`; where the pointer
 * is between their middles says the place. Escape leaves everything as it was.
 */
export function useDrag(list: RefObject<HTMLElement | null>, onDrop: (id: string, place: number) => void) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const current = useRef<Drag | null>(null)
  const set = (next: Drag | null) => {
    current.current = next
    setDrag(next)
  }
  const placeAt = (id: string, y: number): number => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-beat]') ?? [])]
    return rows
      .filter(row => row.dataset.beat !== id)
      .filter(row => {
        const { top, height } = row.getBoundingClientRect()
        return y > top + height / 2
      }).length
  }
  const start = (id: string, event: PointerEvent) => {
    if (event.button !== 0) return
    const handle = event.currentTarget as HTMLElement
    const scroller = handle.closest<HTMLElement>('.work__scroll, .dialog')
    const from = event.clientY
    handle.setPointerCapture(event.pointerId)
    const move = (moved: PointerEvent) => {
      // A press that trembles is none.
      if (!current.current && Math.abs(moved.clientY - from) < 4) return
      if (scroller) {
        const { top, bottom } = scroller.getBoundingClientRect()
        if (moved.clientY < top + EDGE) scroller.scrollBy(0, -STEP)
        if (moved.clientY > bottom - EDGE) scroller.scrollBy(0, STEP)
      }
      set({ id, place: placeAt(id, moved.clientY) })
    }
    const end = (dropped: boolean) => {
      handle.removeEventListener('pointermove', move)
      handle.removeEventListener('pointerup', drop)
      handle.removeEventListener('pointercancel', cancel)
      window.removeEventListener('keydown', escaped, true)
      const last = current.current
      set(null)
      if (dropped && last) onDrop(last.id, last.place)
    }
    const drop = () => end(true)
    const cancel = () => end(false)
    const escaped = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape') return
      pressed.preventDefault()
      pressed.stopPropagation()
      end(false)
    }
    handle.addEventListener('pointermove', move)
    handle.addEventListener('pointerup', drop)
    handle.addEventListener('pointercancel', cancel)
    window.addEventListener('keydown', escaped, true)
  }
  return { drag, start }
}
