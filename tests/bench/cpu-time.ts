import { readdirSync, readFileSync } from 'node:fs'

const TICKS_A_SECOND = 100

/** Seconds of processor that a process and its children have taken, also those that ended; null where nobody tells. */
export function cpuSeconds(pid: number): number | null {
  const all = readdirSync('/proc').flatMap(name => (/^\d+$/.test(name) ? (stat(Number(name)) ?? []) : []))
  const own = all.find(each => each.pid === pid)
  if (!own) return null
  const living = all.filter(each => each.parent === pid).reduce((sum, each) => sum + each.ticks, 0)
  return (own.ticks + own.endedTicks + living) / TICKS_A_SECOND
}

/** The process that started this one; null where nobody tells. */
export const parentOf = (pid: number): number | null => stat(pid)?.parent ?? null

function stat(pid: number): { pid: number; parent: number; ticks: number; endedTicks: number } | null {
  try {
    // Behind the name, which may hold anything: state, parent, …
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ').map(Number)
    const [user, system, endedUser, endedSystem] = fields.slice(11, 15) as [number, number, number, number]
    return { pid, parent: fields[1]!, ticks: user + system, endedTicks: endedUser + endedSystem }
  } catch {
    return null
  }
}
