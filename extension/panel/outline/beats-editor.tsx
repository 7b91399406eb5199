import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Citation } from '../../../core/contract/brief.ts'
import { type BeatKind, limitsOfScript } from '../../../core/contract/script.ts'
import { beatNames } from '../../../core/script/forms/form.ts'
import type { SpeakingPace } from '../../../core/script/timing.ts'
import { usePanel } from '../panel-context.ts'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { Notice } from '../ui/notice.tsx'
import { BeatRow } from './beat-row.tsx'
import { type BeatActs, beatKinds, fitted, newBeat, type PlannedBeat, placeFor } from './planned-beats.ts'
import { TotalLine } from './total-line.tsx'
import { useDrag } from './use-drag.ts'

interface BeatsEditorProps {
  beats: PlannedBeat[]
  acts: BeatActs
  targetSeconds: number
  pace: SpeakingPace
  pool: Citation[]
}

/** The beats of an outline in their order, with what they come to: everything about them can be changed here. */
export function BeatsEditor({ beats, acts, targetSeconds, pace, pool }: BeatsEditorProps) {
  const { feedback } = usePanel()
  const [editing, setEditing] = useState<string | null>(null)
  const [says, setSays] = useState<string[]>([])
  const list = useRef<HTMLOListElement>(null)
  /** Moved in the document, a button loses the focus: it gets it back there. */
  const refocus = useRef<string | null>(null)
  useLayoutEffect(() => {
    if (!refocus.current) return
    list.current?.querySelector<HTMLElement>(refocus.current)?.focus({ preventScroll: true })
    refocus.current = null
  })
  const full = beats.length >= limitsOfScript.beats
  const move = (beat: PlannedBeat, place: number) => {
    if (beats.indexOf(beat) === place) return
    refocus.current = `[data-beat="${beat.id}"] .planned__handle`
    acts.move(beat.id, place)
    feedback.say(`“${beat.title}” is ${place + 1} of ${beats.length} now`)
  }
  const { drag, start } = useDrag(list, (id, place) => {
    const beat = beats.find(each => each.id === id)
    if (beat) move(beat, place)
  })
  const add = (kind: BeatKind, place: number) => {
    if (full)
      return feedback.toast({
        tone: 'bad',
        text: `An outline keeps ${limitsOfScript.beats} beats at most. Join some before you add another.`,
      })
    const id = acts.add(newBeat(kind), place)
    feedback.say(`${beatNames[kind]} added, ${place + 1} of ${beats.length + 1}`)
    refocus.current = `[data-beat="${id}"] input`
    setEditing(id)
  }
  const fit = () => {
    const { seconds, says } = fitted(beats, targetSeconds, pace)
    acts.setLengths(seconds)
    setSays(says)
    feedback.say('The beats share the target now')
  }
  const others = beats.filter(each => each.id !== drag?.id)
  const dropOn = drag ? (others[drag.place] ?? others.at(-1)) : null
  return (
    <div class="beats-editor">
      <TotalLine beats={beats} targetSeconds={targetSeconds} pace={pace} onFit={fit} />
      {says.length > 0 && (
        <Notice tone="open" title="The target is shared out">
          {says.map(line => (
            <p key={line}>{line}</p>
          ))}
        </Notice>
      )}
      {beats.length === 0 && (
        <p class="offer__none">
          This outline has no beats. Add the first, or take one of the outlines that were offered.
        </p>
      )}
      <ol ref={list} class="planned-beats" aria-label="Beats">
        {beats.map((beat, place) => (
          <BeatRow
            key={beat.id}
            beat={beat}
            place={place}
            count={beats.length}
            pool={pool}
            editing={editing === beat.id}
            dragged={drag?.id === beat.id}
            dropAt={beat.id === dropOn?.id ? (drag!.place < others.length ? 'before' : 'after') : null}
            onDragStart={event => start(beat.id, event)}
            onMove={to => move(beat, to)}
            onEdit={() => {
              refocus.current = `[data-beat="${beat.id}"] input`
              setEditing(beat.id)
            }}
            onDone={changed => {
              acts.change(beat.id, changed)
              refocus.current = `[data-beat="${beat.id}"] .planned__title`
              setEditing(null)
            }}
            onLeave={() => {
              refocus.current = `[data-beat="${beat.id}"] .planned__title`
              setEditing(null)
            }}
            onAddAfter={() => add('turn', place + 1)}
            onRemove={() => {
              const next = beats[place + 1] ?? beats[place - 1]
              if (next) refocus.current = `[data-beat="${next.id}"] .planned__handle`
              acts.remove(beat.id)
            }}
          />
        ))}
      </ol>
      <Menu
        label="Add a beat"
        triggerClass="button button--plain button--small beats-editor__add"
        trigger={
          <>
            <Icon name="plus" />
            <span class="button__words">Add a beat</span>
          </>
        }
        items={beatKinds.map(kind => ({
          label: beatNames[kind],
          act: () => add(kind, placeFor(kind, beats)),
        }))}
      />
    </div>
  )
}
