import postgres from 'postgres'
import type { Database } from '../../server/db/database.ts'
import { LARGE } from './rows-fill.ts'

/** What PostgreSQL did for one thing that was asked, in all of its statements and those of its checks and cascades. */
export interface Plans {
  statements: number
  /** Pages of 8 kB that were read, from memory or disk. */
  pages: number
  /** Large tables that were read from end to end. */
  scanned: string[]
  /** Milliseconds that compiling took. */
  jitMs: number
}

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Shared Hit Blocks'?: number
  'Shared Read Blocks'?: number
  Plans?: Node[]
}

/** A session that tells its plans as they were carried out (auto_explain), nested ones too. */
export function openPlans(url: string) {
  let told: string[] = []
  const sql = postgres(url, {
    max: 1,
    onnotice: ({ message }) => told.push(message ?? ''),
  })
  return {
    async begin(): Promise<void> {
      await sql.unsafe(`load 'auto_explain'; set client_min_messages = notice; set auto_explain.log_level = notice;
        set auto_explain.log_min_duration = 0; set auto_explain.log_analyze = on; set auto_explain.log_buffers = on;
        set auto_explain.log_nested_statements = on; set auto_explain.log_format = json`)
    },
    async of(ask: (database: Database) => Promise<unknown>): Promise<Plans> {
      told = []
      await ask({ kind: 'server', sql } as Database)
      const plans: Plans = { statements: 0, pages: 0, scanned: [], jitMs: 0 }
      for (const message of told) {
        const at = message.indexOf('plan:')
        if (at < 0) continue
        const { Plan, JIT } = JSON.parse(message.slice(message.indexOf('{', at)))
        plans.statements++
        plans.pages += (Plan['Shared Hit Blocks'] ?? 0) + (Plan['Shared Read Blocks'] ?? 0)
        plans.jitMs += JIT?.Timing?.Total ?? 0
        walk(Plan, node => {
          const of = node['Relation Name']?.replace(/^job_common$/, 'job')
          if (node['Node Type'] === 'Seq Scan' && of && LARGE.includes(of)) plans.scanned.push(of)
        })
      }
      plans.scanned = [...new Set(plans.scanned)]
      plans.jitMs = Math.round(plans.jitMs)
      return plans
    },
    end: () => sql.end(),
  }
}

function walk(node: Node, see: (node: Node) => void): void {
  see(node)
  for (const child of node.Plans ?? []) walk(child, see)
}
