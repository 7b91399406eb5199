import { z } from 'zod'

export { newId } from './new-id.ts'

/** Every entity's id is made by whoever creates it, so that sending it twice changes nothing. */
export const Id = z.uuid()
export type Id = z.infer<typeof Id>
