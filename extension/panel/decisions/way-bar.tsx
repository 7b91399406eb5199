import { useState } from 'preact/hooks'
import type { Branch, Gate } from '../../../core/contract/decision.ts'
import { usePanel } from '../panel-context.ts'
import { Icon } from '../ui/icon.tsx'
import { later } from '../ui/later.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { useMayWrite } from '../writing.tsx'
import type { Decisions, DecisionsWorld } from './decisions-world.ts'
import { freeName, gates, gateWords, openBranch, told } from './gate-words.ts'
import { NameWay } from './name-way.tsx'

const LogSheet = later(() => import('./log-sheet.tsx').then(part => part.LogSheet))
const CompareSheet = later(() => import('./compare-sheet.tsx').then(part => part.CompareSheet))

interface WayBarProps {
  acts: DecisionsWorld
  known: Decisions
  /** Where the decision is taken that was gone back to. */
  onGate?: (gate: Gate) => void
}

/** Which way of the video is open; the way back, to others, and to all that was decided. */
export function WayBar({ acts, known, onGate }: WayBarProps) {
  const { world, feedback } = usePanel()
  const [open, setOpen] = useState<'rename' | 'log' | 'compare' | null>(null)
  const mayWrite = useMayWrite()
  const { ways } = known
  const branch = openBranch(ways)
  if (!ways || !branch) return null
  const away = world.connection.value.state !== 'online'
  const say = (text: string, undo?: () => void) => feedback.toast({ tone: 'calm', text, undo })
  const turnTo = async (branchId: string, name: string) => {
    if (await told(feedback, acts.open(branchId))) say(`You are on “${name}” now.`)
  }
  const goBack = async (gate: Gate | null) => {
    const name = freeName(ways.branches)
    if (!(await told(feedback, acts.rewind(gate, name)))) return
    const from = gate ? ` from before the ${gateWords[gate].name}` : ', a copy of it all'
    say(
      `“${name}” goes on${from}. “${branch.name}” is kept as it is.`,
      () => void turnTo(branch.id, branch.name),
    )
    if (gate) onGate?.(gate)
  }
  const others: MenuItem[] = ways.branches.map(each => ({
    label: each.name,
    chosen: each.id === branch.id,
    note: decidedNote(each),
    act: () => {
      if (each.id !== branch.id) void turnTo(each.id, each.name)
    },
  }))
  const back = gates
    .filter(gate => branch[gate])
    .map(
      (gate, at): MenuItem => ({
        label: `Go back to before the ${gateWords[gate].name}`,
        icon: 'back',
        apart: at === 0,
        act: () => void goBack(gate),
      }),
    )
  const rest: MenuItem[] = [
    ...(branch.angle
      ? [{ label: 'Open a copy of this way', icon: 'copy' as const, act: () => void goBack(null) }]
      : []),
    { label: 'Rename this way…', icon: 'pen', apart: !branch.angle, act: () => setOpen('rename') },
  ]
  const read: MenuItem[] = [
    ...(ways.branches.length > 1
      ? [{ label: 'Compare two ways…', icon: 'fork' as const, act: () => setOpen('compare') }]
      : []),
    { label: 'All decisions…', icon: 'claims', act: () => setOpen('log') },
  ]
  // Without the server the log and other ways cannot be had.
  const items = away
    ? [{ label: 'Ways and the log are with your server, which is away', act: () => {} }]
    : // Which way is open is one for everybody in the project.
      [...(mayWrite ? [...others, ...back, ...rest] : []), ...read]
  return (
    <div class="way-bar">
      <Menu
        label={`Way: ${branch.name}${ways.branches.length > 1 ? ` of ${ways.branches.length}` : ''}`}
        triggerClass="way-bar__button"
        trigger={
          <>
            <Icon name="fork" />
            <span class="way-bar__name">
              <bdi>{branch.name}</bdi>
              {ways.branches.length > 1 && (
                <span class="way-bar__count numbers"> of {ways.branches.length}</span>
              )}
            </span>
            <Icon name="chevron" />
          </>
        }
        items={items}
      />
      {open === 'rename' && <NameWay acts={acts} branch={branch} onClosed={() => setOpen(null)} />}
      {open === 'log' && <LogSheet acts={acts} onClosed={() => setOpen(null)} />}
      {open === 'compare' && <CompareSheet acts={acts} ways={ways} onClosed={() => setOpen(null)} />}
    </div>
  )
}

const decidedNote = (branch: Branch): string => {
  const decided = gates.filter(gate => branch[gate]).length
  return decided === 0 ? 'nothing decided' : `${decided} of 3`
}
