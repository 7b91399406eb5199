import { cpSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from '../../support/stage.ts'

/** An instruction of a Dockerfile, its continued lines joined and comments gone. */
export interface Instruction {
  keyword: string
  rest: string
}

export const dockerfile = () => readFileSync(join(root, 'Dockerfile'), 'utf8')

export function instructionsOf(text: string): Instruction[] {
  const lines = text
    .split('\n')
    .filter(line => !/^\s*#/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter(line => line.trim() !== '')
  return lines.map(line => {
    const [, keyword, rest] = /^(\w+)\s+(.+)$/.exec(line.trim())!
    return { keyword: keyword!, rest: rest! }
  })
}

/** Those of the last stage, which is the image. */
export function lastStage(instructions: Instruction[]): Instruction[] {
  return instructions.slice(instructions.findLastIndex(({ keyword }) => keyword === 'FROM'))
}

/** What the image copies from the repository. */
export const copied = (instructions: Instruction[]): string[] =>
  lastStage(instructions)
    .filter(({ keyword, rest }) => keyword === 'COPY' && !rest.startsWith('--from'))
    .flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1))

/** What `.dockerignore` lets through to the builder: its first line shuts all out, each `!` lets one in. */
export function letThrough(): { roots: string[]; without: RegExp[] } {
  const lines = readFileSync(join(root, '.dockerignore'), 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
  if (lines[0] !== '*') throw new Error('.dockerignore begins by shutting everything out')
  return {
    roots: lines.filter(line => line.startsWith('!')).map(line => line.slice(1)),
    without: lines
      .filter(line => line.startsWith('**/'))
      .map(line => new RegExp(`(^|/)${line.slice(3).replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`)),
  }
}

/** Does the Dockerfile's copying into a folder, so that nothing else of the repository is there. */
export function copyAsBuilt(folder: string): void {
  const { roots, without } = letThrough()
  for (const name of copied(instructionsOf(dockerfile()))) {
    if (!roots.includes(name))
      throw new Error(`${name} is copied, but .dockerignore keeps it from the builder`)
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      filter: from => !without.some(pattern => pattern.test(relative(root, from))),
    })
  }
}
