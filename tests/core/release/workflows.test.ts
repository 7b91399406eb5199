import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../support/stage.ts'

interface Step {
  uses?: string
  run?: string
  env?: Record<string, string>
}
interface Job {
  uses?: string
  needs?: string | string[]
  'timeout-minutes'?: number
  environment?: string
  permissions?: Record<string, string>
  steps?: Step[]
}
interface Workflow {
  on: Record<string, unknown>
  permissions?: Record<string, string>
  concurrency?: { group: string }
  jobs: Record<string, Job>
}

const folder = join(root, '.github', 'workflows')
const text = (name: string) => readFileSync(join(folder, name), 'utf8')
const names = readdirSync(folder)
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

it('are these', () => {
  const expected = ['ci', 'deploy-production', 'deploy-staging', 'extension', 'image', 'youtube-live']
  expect(names.toSorted()).toEqual(expected.map(name => `${name}.yml`))
})

describe.each(names)('%s', name => {
  const workflow: Workflow = parse(text(name))
  const jobs = Object.entries(workflow.jobs)
  const steps = jobs.flatMap(([, job]) => job.steps ?? [])

  it('may by itself do no more than read, has a group, and ends each job of its own in time', () => {
    expect(workflow.permissions).toMatchObject({ contents: 'read' })
    expect(workflow.concurrency?.group).toBeTruthy()
    for (const [id, job] of jobs) {
      if (!job.uses) expect(job['timeout-minutes'], id).toBeLessThanOrEqual(45)
      for (const needed of [job.needs ?? []].flat()) expect(Object.keys(workflow.jobs), id).toContain(needed)
    }
  })

  it('takes actions by a commit, which nobody can move, and workflows and files that are there', () => {
    for (const uses of [...steps, ...jobs.map(([, job]) => job)].flatMap(({ uses }) => uses ?? []))
      if (uses.startsWith('./')) expect(existsSync(join(root, uses)), uses).toBe(true)
      else expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/)
    for (const { run = '' } of steps)
      for (const [path] of run.matchAll(/\b(release|infra)\/[\w-]+\.(ts|sh)\b/g))
        expect(existsSync(join(root, path)), path).toBe(true)
  })

  it('runs only scripts that there are', () => {
    const asked = steps.flatMap(({ run = '' }) =>
      [...run.matchAll(/npm run ([\w:-]+)/g)].map(match => match[1]!),
    )
    expect(asked.filter(script => !(script in manifest.scripts))).toEqual([])
  })

  it('puts nothing of others into a shell’s words, and shows no secret', () => {
    for (const { run = '' } of steps) {
      expect(run).not.toMatch(/\$\{\{/)
      expect(run).not.toMatch(/echo .*(SECRET|TOKEN|KEY|PASSWORD)|set -x/)
    }
  })
})

it('production and the store wait for whoever their environment names, and for all tests', () => {
  for (const [name, id, environment] of [
    ['deploy-staging.yml', 'deploy', 'staging'],
    ['deploy-production.yml', 'deploy', 'production'],
    ['extension.yml', 'publish', 'chrome-web-store'],
  ] as const) {
    const { jobs }: Workflow = parse(text(name))
    expect(jobs[id]?.environment).toBe(environment)
    const before = (job: string): string[] =>
      [jobs[job]?.needs ?? []].flat().flatMap(one => [one, ...before(one)])
    expect(before(id)).toContain('verify')
  }
})
