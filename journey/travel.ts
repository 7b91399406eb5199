import { z } from 'zod'
import { Brief } from '../core/contract/brief.ts'
import { ScriptCheck } from '../core/contract/check.ts'
import { LogEntry, Plan, Ways } from '../core/contract/decision.ts'
import { Findings } from '../core/contract/findings.ts'
import { newId } from '../core/contract/id.ts'
import { Project } from '../core/contract/project.ts'
import { TimeReceipt } from '../core/contract/receipt-of-time.ts'
import { ScriptState } from '../core/contract/script.ts'
import { Capabilities } from '../core/contract/server.ts'
import { RunUsageDetail } from '../core/contract/usage.ts'
import { avMarkdown } from '../core/script/forms/av-markdown.ts'
import { ledgerFile, ledgerJson } from '../core/script/forms/ledger.ts'
import { outlineMarkdown } from '../core/script/forms/outline-markdown.ts'
import { scriptMarkdown } from '../core/script/forms/script-markdown.ts'
import { beatsOf } from '../core/script/order.ts'
import { timeOf } from '../core/script/timing.ts'
import { receiptFile } from '../core/time/receipt-file.ts'
import { briefMarkdown } from '../extension/panel/brief/brief-markdown.ts'
import type { Api } from './api.ts'
import type { Wishes } from './arguments.ts'
import { decideAll } from './decide.ts'
import type { FoundFile } from './files.ts'
import { sendSources } from './sources.ts'
import { Stop } from './stop.ts'
import { measureVoice } from './voice.ts'

export interface Travelled {
  /** What is written, by its file's name. */
  files: Record<string, string>
  /** What the last line says. */
  figures: Record<string, unknown>
}

/** From the files to the script, through the API alone. */
export async function travel(
  given: Api,
  { topic, minutes }: Wishes,
  { sources, channel }: { sources: FoundFile[]; channel: FoundFile[] },
  told: (words: string) => void,
): Promise<Travelled> {
  const runs: string[] = []
  const api: Api = {
    ...given,
    run: async (path, body) => {
      const run = await given.run(path, body)
      runs.push(run.id)
      return run
    },
  }
  const { model } = await api.get(Capabilities, '/capabilities')
  told(
    model
      ? `Written with ${model.name} at ${model.host}`
      : 'Written without a model: nothing leaves this computer',
  )

  told('Measuring the voice')
  const voice = await measureVoice(api, { files: channel, told })
  told(`The voice of ${voice.videos} videos: ${voice.readiness?.replaceAll('_', ' ') ?? 'not measured'}`)

  told('Reading the sources')
  const projectId = newId()
  const project = await api.put(Project, `/projects/${projectId}`, { title: topic })
  const sent = await sendSources(api, { files: sources, projectId, told })
  const plan = { targetSeconds: Math.round(minutes * 60), voiceId: voice.voiceId }
  await api.put(Plan, `/projects/${projectId}/plan`, plan)

  told('Building the brief')
  await api.run(`/projects/${projectId}/briefs`)
  const { brief } = await api.get(z.object({ brief: Brief.nullable() }), `/projects/${projectId}/brief`)
  told('Finding the claims')
  await api.run(`/projects/${projectId}/findings`)
  const { findings } = await api.get(
    z.object({ findings: Findings.nullable() }),
    `/projects/${projectId}/findings`,
  )
  if (!brief) throw new Stop('The server has no brief of these sources. Try again.')

  told('Deciding: the first option at each gate')
  const { openId } = await api.get(Ways, `/projects/${projectId}/ways`)
  const taken = await decideAll(api, openId, told)

  told('Drafting the script')
  await api.run(`/branches/${openId}/drafts`, { beatIds: null, wish: null })
  const script = await api.get(ScriptState, `/branches/${openId}/script`)

  told('Checking the script')
  const check = await api.get(ScriptCheck, `/branches/${openId}/check`)
  for (const { why } of check.findings) told(`To mend: ${why}`)

  const { entries } = await api.get(
    z.object({ entries: z.array(LogEntry) }),
    `/projects/${projectId}/decisions`,
  )
  const receipt = await api.get(TimeReceipt, `/projects/${projectId}/receipt`)
  const time = timeOf(script, voice.pace)
  const options = { title: topic, pace: voice.pace }
  return {
    files: {
      'brief.md': briefMarkdown(brief, topic),
      'outline.md': outlineMarkdown(script, options),
      'script.md': scriptMarkdown(script, options),
      'av.md': avMarkdown(script, options),
      'ledger.json': ledgerJson(script, options),
      'decisions.json': `${JSON.stringify({ ownwordsDecisions: 1, project: { id: projectId, title: topic }, entries }, null, 2)}\n`,
      'receipt.json': receiptFile(receipt, project, new Date().toISOString()),
    },
    figures: {
      sources: sent.sources.length,
      skipped: sent.skipped.length,
      videos: voice.videos,
      voice: voice.readiness,
      model: model?.name ?? null,
      claims: findings?.claims.length ?? 0,
      angle: taken.angle.content.gate === 'angle' ? taken.angle.content.angle.title : null,
      beats: beatsOf(script).length,
      words: time.words,
      spokenSeconds: Math.round(time.spokenMs / 1_000),
      targetSeconds: plan.targetSeconds,
      ledger: ledgerFile(script, options).counts,
      toMend: countBy(check.findings.map(({ kind }) => kind)),
      inputTokens: await inputTokens(api, runs),
    },
  }
}

function countBy(kinds: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

/** Of all that was sent to a model; 0 without one. */
async function inputTokens(api: Api, runs: string[]): Promise<number> {
  let sum = 0
  for (const id of runs) {
    sum += (await api.get(RunUsageDetail, `/runs/${id}/usage`)).inputTokens
  }
  return sum
}
