import { useMemo } from 'preact/hooks'
import type { Desk } from './desk.ts'
import { SENTENCE_TYPE } from './edit/editor.ts'
import { beatMovedTo, movedTo } from './moves.ts'

const BEAT_TYPE = 'application/x-ownwords-beat'

interface Dragged {
  what: 'sentence' | 'beat'
  id: string
}

/** Where it would go: before the one at `place`, counted without itself. */
interface Target {
  beatId: string
  place: number
  line: HTMLElement
  side: 'before' | 'after'
}

/**
 * Sentences are taken by their mark and beats by their grip, and let go between two others. By the keyboard sentences
 * move with Alt and an arrow, beats from their menu.
 */
export function useDragging(desk: Desk) {
  return useMemo(() => {
    let dragged: Dragged | null = null
    let shown: Target | null = null
    const show = (target: Target | null) => {
      if (shown?.line !== target?.line || shown?.side !== target?.side) {
        shown?.line.removeAttribute('data-drop')
        target?.line.setAttribute('data-drop', target.side)
      }
      shown = target
    }
    const letGo = () => {
      dragged = null
      show(null)
    }
    return {
      onDragStartCapture(event: DragEvent) {
        dragged = draggedBy(event.target as Element)
        if (!dragged || !event.dataTransfer) return
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData(dragged.what === 'beat' ? BEAT_TYPE : SENTENCE_TYPE, dragged.id)
        event.stopPropagation()
      },
      onDragOverCapture(event: DragEvent) {
        if (!dragged) return
        const target =
          dragged.what === 'beat'
            ? beatTarget(event, desk, dragged.id)
            : sentenceTarget(event, desk, dragged.id)
        show(target)
        if (!target) return
        event.preventDefault()
        event.stopPropagation()
      },
      onDropCapture(event: DragEvent) {
        if (!dragged) return
        event.preventDefault()
        event.stopPropagation()
        const { what, id } = dragged
        const to = shown
        letGo()
        if (!to) return
        if (what === 'beat') desk.edit(beatMovedTo(desk.rows.peek(), id, to.place))
        else {
          desk.edit(movedTo(desk.rows.peek(), [id], to.beatId, to.place))
          desk.focus(id)
        }
      },
      onDragEndCapture: letGo,
    }
  }, [desk])
}

function draggedBy(target: Element): Dragged | null {
  const sentence = target.closest?.('.sentence__mark')?.closest<HTMLElement>('.sentence')?.dataset.id
  if (sentence) return { what: 'sentence', id: sentence }
  const beat = target.closest?.('.beat__grip')?.closest<HTMLElement>('[data-beat]')?.dataset.beat
  return beat ? { what: 'beat', id: beat } : null
}

const beatAt = (event: DragEvent) => (event.target as Element).closest?.<HTMLElement>('[data-beat]') ?? null

function beatTarget(event: DragEvent, desk: Desk, dragged: string): Target | null {
  const beat = beatAt(event)
  const beatId = beat?.dataset.beat
  if (!beat || !beatId || beatId === dragged) return null
  const rest = desk.rows.peek().filter(row => row.beat.id !== dragged)
  const at = rest.findIndex(row => row.beat.id === beatId)
  const { top, height } = beat.getBoundingClientRect()
  const before = event.clientY < top + height / 2
  return { beatId, place: before ? at : at + 1, line: beat, side: before ? 'before' : 'after' }
}

function sentenceTarget(event: DragEvent, desk: Desk, dragged: string): Target | null {
  const beat = beatAt(event)
  const beatId = beat?.dataset.beat
  if (!beat || !beatId) return null
  const rest = desk.rows
    .peek()
    .find(row => row.beat.id === beatId)
    ?.sentences.filter(each => each.id !== dragged)
  const lines = [...beat.querySelectorAll<HTMLElement>('.sentence')].filter(
    each => each.dataset.id !== dragged,
  )
  if (!rest || lines.length === 0) return { beatId, place: 0, line: beat, side: 'after' }
  for (const line of lines) {
    const { top, height } = line.getBoundingClientRect()
    if (event.clientY > top + height / 2) continue
    const place = rest.findIndex(each => each.id === line.dataset.id)
    return { beatId, place: place < 0 ? rest.length : place, line, side: 'before' }
  }
  return { beatId, place: rest.length, line: lines.at(-1)!, side: 'after' }
}
