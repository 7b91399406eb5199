import { computed, useComputed } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { freshId, useDesk } from './desk.ts'
import { createBeatEditor } from './edit/editor.ts'
import { spokenOf } from './rows.ts'
import { standings } from './standing-words.ts'

/** The words of a beat, to be written in where the project may be changed, else to be read. The editor keeps its own page: nothing of Preact's is drawn in it. */
export function BeatWords({ beatId, title }: { beatId: string; title: string }) {
  const desk = useDesk()
  const { world, feedback } = usePanel()
  const mayWrite = useComputed(() => world.held.value === null && desk.document.held.value === null)
  const host = useRef<HTMLDivElement>(null)
  const name = useRef(title)
  name.current = title
  const sentences = useMemo(
    () => computed(() => desk.rows.value.find(row => row.beat.id === beatId)?.sentences ?? []),
    [desk, beatId],
  )
  useEffect(() => {
    const editor = createBeatEditor(host.current!, {
      beatId,
      label: () => `The words of “${name.current}”`,
      document: desk.document,
      sentences,
      mayWrite,
      furniture: sentence => ({
        sentence,
        standing: sentence ? standings[sentence.ledger.standing].word : '',
        breathless: sentence !== null && spokenOf(sentence, desk.pace.peek()).breathless,
        chosen: sentence !== null && (desk.chosen.peek()?.ids.includes(sentence.id) ?? false),
        movable: sentence !== null && mayWrite.peek(),
        pull: (sentence && desk.pulls.peek().get(sentence.id)) ?? '',
      }),
      language: () => desk.language.peek(),
      keeper: {
        newId: freshId,
        room: desk.room,
        refuse: why => feedback.toast({ tone: 'bad', text: why }),
      },
      clock: Date.now,
      onChosen(ids) {
        const before = desk.chosen.peek()
        if (before?.beatId === beatId && before.ids.join() === ids.join()) return
        desk.chosen.value = ids.length > 0 ? { beatId, ids } : null
      },
      onLeave(way) {
        const rows = desk.rows.peek()
        const at = rows.findIndex(row => row.beat.id === beatId)
        const next = rows[way === 'up' ? at - 1 : at + 1]
        if (!next) return false
        desk.editors.get(next.beat.id)?.focus(way === 'up' ? 'end' : 'start')
        return true
      },
      onMove: desk.move,
      onDone: desk.toDock,
      undo: desk.undo,
      redo: desk.redo,
      isTakingBack: desk.isTakingBack,
    })
    desk.editors.set(beatId, editor)
    const offs = [desk.chosen, desk.pace, desk.pulls].map(each => each.subscribe(editor.furnish))
    return () => {
      for (const off of offs) off()
      desk.editors.delete(beatId)
      editor.destroy()
    }
  }, [desk, beatId])
  return <div ref={host} class="words" />
}
