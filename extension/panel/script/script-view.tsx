import { useComputed } from '@preact/signals'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { later } from '../ui/later.tsx'
import { Notice } from '../ui/notice.tsx'
import { useMayWrite, useShared } from '../writing.tsx'
import { BeatPart } from './beat-part.tsx'
import { DeskShown, openDesk, useDesk } from './desk.ts'
import { Dock } from './dock.tsx'
import { Drafting } from './drafting.tsx'
import { useDragging } from './dragging.ts'
import { LearnedRules } from './learned-rules.tsx'
import { OwnPassages } from './own-passages.tsx'
import { ScriptBar } from './script-bar.tsx'
import { ScriptHeld } from './script-held.tsx'
import { scriptVoice, useScriptVoice } from './script-voice.tsx'
import type { ScriptDocument, ScriptWorld } from './script-world.ts'

const PointsSheet = later(() => import('./points-sheet.tsx').then(part => part.PointsSheet))
const DraftDialog = later(() => import('./draft-dialog.tsx').then(part => part.DraftDialog))
const BeatDialog = later(() => import('./beat-dialog.tsx').then(part => part.BeatDialog))
const MeterBeside = later(() => import('./meter-beside.tsx').then(part => part.MeterBeside))

interface ScriptViewProps {
  script: ScriptWorld
  document: ScriptDocument
  targetSeconds: number
  /** That it is planned for; null: none. */
  voiceId: string | null
  inTab: boolean
  /** Why nothing can be asked of the server; null where it can. */
  blocked: string | null
  /** The sentence that the cursor begins in; null: none. */
  at?: string | null
}

/** A script, open to be written in, or read. */
export function ScriptView(props: ScriptViewProps) {
  const { script, document } = props
  const { world } = usePanel()
  const language = useComputed(() => scriptVoice(world, script)?.profile.language ?? null)
  const desk = useMemo(() => openDesk(document, script.pace, language), [document, script])
  useEffect(() => desk.close, [desk])
  return (
    <DeskShown value={desk}>
      <ScriptHeld document={document}>
        <Whole {...props} />
      </ScriptHeld>
    </DeskShown>
  )
}

function Whole({ script, targetSeconds, voiceId, inTab, blocked, at = null }: ScriptViewProps) {
  const desk = useDesk()
  // Its beats' editors are there by now: they are its children.
  useEffect(() => {
    if (at) desk.focus(at)
  }, [])
  const mayWrite = useMayWrite()
  const [open, setOpen] = useState<'points' | 'draft' | 'beat' | null>(null)
  const [metered, setMetered] = useState(false)
  const dragging = useDragging(desk)
  const rows = desk.rows.value
  const sync = desk.document.sync.value
  const empty = rows.filter(row => row.sentences.length === 0)
  const voice = useScriptVoice(script)
  const shared = useShared()
  return (
    <div class={`script${inTab ? ' script--wide' : ''}`}>
      <ScriptBar
        targetSeconds={targetSeconds}
        metered={metered}
        onMeter={() => setMetered(!metered)}
        onPoints={() => setOpen('points')}
        onDraftAll={empty.length > 0 ? () => setOpen('draft') : null}
        inTab={inTab}
      />
      <div class="script__main">
        {sync.state === 'failed' && sync.failure && (
          <Notice tone="bad" title="Your changes are on this computer, and not on the server">
            <p>{sync.failure.message}</p>
          </Notice>
        )}
        <Drafting />
        {metered &&
          (voice ? (
            <MeterBeside voice={voice} />
          ) : (
            <Notice tone="open" title="There is no voice to hold it against yet">
              <p>
                {shared
                  ? `Once ${shared.owner} chooses a voice of theirs for this project, the meter reads along.`
                  : 'Set up your channel and have your voice measured: then the meter reads along.'}
              </p>
            </Notice>
          ))}
        {!inTab && !shared && (
          <details class="own-passages">
            <summary>How you say such things: your own passages</summary>
            <OwnPassages planned={voiceId} />
          </details>
        )}
        {rows.length === 0 ? (
          <div class="teach">
            <h3 class="teach__title">No beat yet</h3>
            {mayWrite ? (
              <>
                <p>Decide an outline, and its beats stand here. Or add your own, one by one.</p>
                <Button icon="plus" onClick={() => setOpen('beat')}>
                  Add a beat
                </Button>
              </>
            ) : (
              <p>Its beats stand here once an outline is decided.</p>
            )}
          </div>
        ) : (
          <div class="beats" {...(mayWrite ? dragging : {})}>
            {rows.map((row, at) => (
              <BeatPart
                key={row.beat.id}
                row={row}
                first={at === 0}
                last={at === rows.length - 1}
                blocked={blocked}
              />
            ))}
          </div>
        )}
        {mayWrite && empty.length > 1 && (
          <div class="brief__again">
            <Button small icon="pen" held={blocked !== null} onClick={() => setOpen('draft')}>
              Draft all {empty.length} empty beats
            </Button>
          </div>
        )}
        {!shared && <LearnedRules script={script} />}
      </div>
      <Dock blocked={blocked} />
      {inTab && !shared && (
        <section class="script__margin" aria-label="How you say such things">
          <h3 class="theme__title">How you say such things</h3>
          <OwnPassages planned={voiceId} />
        </section>
      )}
      {open === 'points' && <PointsSheet onClosed={() => setOpen(null)} />}
      {open === 'draft' && <DraftDialog beats={null} blocked={blocked} onClosed={() => setOpen(null)} />}
      {open === 'beat' && <BeatDialog row={null} onClosed={() => setOpen(null)} />}
    </div>
  )
}
