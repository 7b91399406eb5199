import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { logOf } from '../../../server/decisions/log.ts'
import { bringIn } from '../../../server/exports/bring-in.ts'
import { collectProject } from '../../../server/exports/collect.ts'
import { toFiles } from '../../../server/exports/to-files.ts'
import { writeZip } from '../../../server/exports/write-zip.ts'
import { DELAY, openDrafting, PULL } from '../drafting/drafter.ts'
import { openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

const saved = async (accountId: string, projectId: string) => {
  const made = await asAccount(own.database, accountId, async tx => ({
    ...(await collectProject(tx, projectId)),
    log: await logOf(tx, projectId),
  }))
  return writeZip(toFiles(made.folder, made.log, made.leftOut))
}

it('what runs made of a project comes back equal in another account', async () => {
  const ada = await openDrafting(own, null)
  const { ask, over, projectId, branchId } = ada
  for (const what of ['briefs', 'findings']) {
    const id = newId()
    await ask(`/projects/${projectId}/${what}`, 'POST', { id })
    await over(id)
  }
  await ada.beat(0, { evidence: [ada.citing(PULL), ada.citing(DELAY)] })
  await ada.draft()
  const offer = newId()
  await ask(`/branches/${branchId}/offers`, 'POST', { id: offer, gate: 'outline', wish: null })
  await over(offer)
  const zip = await saved(ada.accountId, projectId)
  const other = await own.mint()
  await bringIn({ ...own, ids: () => newId() }, other.accountId, zip, false)
  expect(Buffer.compare(await saved(other.accountId, projectId), zip)).toBe(0)
  expect(zip.length).toBeGreaterThan(5_000)
})
