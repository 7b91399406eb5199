import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../refusal.ts'
import { birthOf, isAlive } from './processes.ts'

const TRIES = 4

/**
 * Takes `<folder>.lock` for this process, or refuses with the id of the process that has it. Resolves to the way to
 * let go.
 *
 * The lock is a folder of claims, one file a process, because a single file cannot be taken over from a dead holder
 * without a moment in which two heirs both believe they have it. Everybody first puts down a claim, then looks at the
 * others': of two that come together at least one sees the other, and whoever sees a living other steps back.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const claims = `${folder.replace(/[\\/]+$/, '')}.lock`
  mkdirSync(claims, { recursive: true })
  const mine = `${process.pid}-${crypto.randomUUID()}`
  const path = join(claims, mine)
  for (let attempt = 1; ; attempt++) {
    writeFileSync(path, birthOf(process.pid) ?? '', { flag: 'wx' })
    const holder = livingOther(claims, mine)
    if (holder === undefined) return () => rmSync(path, { force: true })
    rmSync(path, { force: true })
    if (attempt === TRIES)
      throw new Refusal(
        `The data folder ${folder} is open in process ${holder}: stop that one first, or set OWNWORDS_DATA to another folder.`,
      )
    await sleep(20 + Math.random() * 80) // two that stepped back for each other must not meet again
  }
}

/** The process of a claim that is not mine and whose process lives. Claims of the dead are cleared away. */
function livingOther(claims: string, mine: string): number | undefined {
  let living: number | undefined
  for (const name of readdirSync(claims)) {
    if (name === mine) continue
    const pid = Number.parseInt(name, 10)
    const path = join(claims, name)
    if (Number.isInteger(pid) && holds(pid, path)) living = pid
    else rmSync(path, { force: true })
  }
  return living
}

/** Whether `pid` is still the process that made the claim: another process may have been given its number since. */
function holds(pid: number, path: string): boolean {
  if (!isAlive(pid)) return false
  const birth = birthOf(pid)
  try {
    const claimed = readFileSync(path, 'utf8')
    // An empty claim is one whose writer has made the file and not filled it yet, or cannot tell its birth.
    return birth === undefined || claimed === '' || claimed === birth
  } catch {
    return false
  }
}
