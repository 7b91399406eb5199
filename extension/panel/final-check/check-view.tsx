import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { CheckFinding, CheckKind } from '../../../core/contract/check.ts'
import type { Outline } from '../../../core/contract/decision.ts'
import { CheckProgress } from '../check/check-bar.tsx'
import type { DecisionsWorld } from '../decisions/decisions-world.ts'
import { useScriptVoice, WhoIsYou } from '../script/script-voice.tsx'
import type { ScriptDocument, ScriptWorld } from '../script/script-world.ts'
import { Icon } from '../ui/icon.tsx'
import { clockTime, count } from '../words/numbers.ts'
import { FindingGroup } from './finding-group.tsx'
import { leftWords } from './finding-words.ts'
import { LeftPart } from './left-part.tsx'
import { type Checked, useCheck } from './use-check.ts'
import { useMending } from './use-mending.tsx'

interface CheckViewProps {
  script: ScriptWorld
  document: ScriptDocument
  decisions: DecisionsWorld
  outline: Outline | null
  onWrite: ((sentenceId: string | null) => void) | null
}

/** What was found, in groups. What is mended goes at once, and the focus stays on the page. */
export function CheckView({ script, document, decisions, outline, onWrite }: CheckViewProps) {
  const targetSeconds = decisions.decisions.value.ways?.plan.targetSeconds ?? 0
  const checked = useCheck(script, document, { targetSeconds, outline })
  const voice = useScriptVoice(script)
  const { branchId } = document
  const isLeft = ({ id }: CheckFinding) => script.left.isLeft(branchId, id)
  const findings = checked.findings.filter(each => !isLeft(each))
  const mending = useMending({
    document,
    decisions,
    outline,
    runningMs: checked.runningMs,
    onWrite,
    left: script.left,
  })
  const head = useRef<HTMLParagraphElement>(null)
  const [had, setHad] = useState(findings.length)
  useLayoutEffect(() => {
    if (had === findings.length) return
    setHad(findings.length)
    // What was pressed went with what it mended: the focus goes to what is left to do.
    const lost =
      !globalThis.document.activeElement || globalThis.document.activeElement === globalThis.document.body
    if (findings.length < had && lost) head.current?.focus({ preventScroll: true })
  }, [findings.length])
  return (
    <>
      <div class="check-head">
        <p ref={head} class="check-head__left" role="status" tabIndex={-1}>
          {findings.length === 0 && <Icon name="check" />}
          {leftWords(findings.length)}
        </p>
        <p class="check-head__length numbers">{lengthWords(checked)}</p>
      </div>
      <CheckProgress />
      {checked.reading && (
        <p class="check-aside">The meter reads your script: how it sounds comes in a moment.</p>
      )}
      {voice && <WhoIsYou />}
      {groupsOf(findings).map(([kind, own]) => (
        <FindingGroup key={kind} kind={kind} findings={own} state={document.state.value} mending={mending} />
      ))}
      <LeftPart
        findings={checked.findings.filter(isLeft)}
        state={document.state.value}
        onTakeUp={({ id }) => {
          // The press goes with its finding.
          head.current?.focus({ preventScroll: true })
          void script.left.takeUp(branchId, id)
        }}
      />
      {checked.notes.length > 0 && (
        <ul class="check-notes" aria-label="What could not be looked at">
          {checked.notes.map(note => (
            <li key={note} dir="auto">
              {note}
            </li>
          ))}
        </ul>
      )}
      {mending.shown}
    </>
  )
}

/** In the order in which the check gives them. */
const groupsOf = (findings: readonly CheckFinding[]): [CheckKind, CheckFinding[]][] => [
  ...Map.groupBy(findings, ({ kind }) => kind),
]

function lengthWords({ runningMs, targetSeconds, words }: Checked): string {
  const time = `about ${clockTime(runningMs)}${targetSeconds > 0 ? ` of ${clockTime(targetSeconds * 1_000)}` : ''}`
  return `${time} · ${count(words, 'word')}`
}
