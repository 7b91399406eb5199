import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validate } from 'dockerfile-utils'
import { describe, expect, it } from 'vitest'
import { filesUnder, readEdges } from '../../support/import-graph.ts'
import { root } from '../../support/stage.ts'
import { copied, dockerfile, instructionsOf, lastStage, letThrough } from './dockerfile.ts'

const instructions = instructionsOf(dockerfile())
const image = lastStage(instructions)
const of = (keyword: string) => image.filter(one => one.keyword === keyword).map(({ rest }) => rest)
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

describe('the Dockerfile', () => {
  it('has nothing that its linter finds', () => {
    expect(validate('FROM node\nMAINTAINER me\n')).not.toEqual([])
    expect(validate(dockerfile()).map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual(
      [],
    )
  })

  it('stands on the Node that everything is tested with, pinned', () => {
    const bases = instructions
      .filter(({ keyword }) => keyword === 'FROM')
      .map(({ rest }) => rest.split(' ')[0])
    expect(new Set(bases)).toEqual(new Set([`node:${manifest.dependencies.node}-bookworm-slim`]))
  })

  it('installs what the lock file says, without what developers use, and runs no script of a package', () => {
    const install = instructions.find(({ rest }) => rest.includes('npm ci'))!.rest
    expect(install).toMatch(/^npm ci --omit=dev .*--ignore-scripts/)
  })

  it('runs as somebody who is not root, and is stopped by a signal that Node hears', () => {
    expect(of('USER')).toEqual(['node'])
    expect(of('STOPSIGNAL')).toEqual(['SIGTERM'])
    expect(JSON.parse(of('ENTRYPOINT')[0]!)).toEqual(['node', 'server/command.ts'])
    expect(JSON.parse(of('CMD')[0]!)).toEqual(['all'])
  })

  it('asks after its health by Node, in a file that is there', () => {
    const [check] = of('HEALTHCHECK')
    const [program, file] = JSON.parse(check!.slice(check!.indexOf('[')))
    expect(program).toBe('node')
    expect(existsSync(join(root, file))).toBe(true)
  })

  it('sets no secret', () => {
    expect(of('ENV').join(' ')).not.toMatch(/KEY|SECRET|PASSWORD|TOKEN|_URL/)
    expect(dockerfile()).not.toMatch(/^ARG .*(KEY|SECRET|PASSWORD|TOKEN)/m)
  })

  it('leaves out no package that the server imports', () => {
    const left = [...dockerfile().matchAll(/dependencies\.([@\w/.-]+)/g)].map(match => match[1]!)
    expect(left).toContain('wxt')
    const server = reachable(['server/command.ts', 'server/health-command.ts'])
    expect(server.packages).toContain('pg-boss')
    expect(left.filter(name => server.packages.has(name))).toEqual([])
    expect(left.filter(name => !(name in manifest.dependencies))).toEqual([])
  })

  it('copies all that the server imports, and .dockerignore lets just that through', () => {
    const names = copied(instructions)
    const { files } = reachable(['server/command.ts', 'server/health-command.ts'])
    expect(
      [...files].filter(file => !names.some(name => file === name || file.startsWith(`${name}/`))),
    ).toEqual([])
    expect(letThrough().roots.toSorted()).toEqual([...names, 'package-lock.json'].toSorted())
  })
})

/** What is loaded by these files, at once or later. */
function reachable(entries: string[]): { files: Set<string>; packages: Set<string> } {
  const ours = ['core', 'server'].flatMap(room => filesUnder(root, room, /\.tsx?$/))
  const edges = readEdges(root, ours)
  const files = new Set(entries)
  const packages = new Set<string>()
  for (const file of files)
    for (const { from, to, type } of edges) {
      if (from !== file || type || to === './') continue
      if (existsSync(join(root, to)) && !to.startsWith('node_modules')) files.add(to)
      else if (!to.startsWith('node:')) packages.add(/^(@[^/]+\/)?[^/]+/.exec(to)![0])
    }
  for (const file of files)
    if (/\.ts$/.test(file))
      for (const match of readFileSync(join(root, file), 'utf8').matchAll(/\.resolve\('([^']+)'\)/g))
        packages.add(/^(@[^/]+\/)?[^/]+/.exec(match[1]!)![0])
  return { files, packages }
}
