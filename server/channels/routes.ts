import { createRoute, z } from '@hono/zod-openapi'
import {
  Channel,
  ChannelId,
  ChannelListing,
  ChannelTranscript,
  ChannelVideoDetail,
  ChannelVideoState,
} from '../../core/contract/channel.ts'
import { VideoId } from '../../core/contract/source.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError, notFound } from '../http/problem.ts'
import { bearer, json, jsonBody, problems, router } from '../http/router.ts'
import {
  deleteChannel,
  type EmptyChannel,
  type HearWords,
  requireChannel,
  saveListing,
  saveTranscript,
} from './channels.ts'
import { findVideo, selectChannels, selectVideos } from './store.ts'

const channel = Channel.meta({ id: 'Channel' })
const videoState = ChannelVideoState.meta({ id: 'ChannelVideoState' })
const tags = ['Channels']
const channelParams = z.object({ id: ChannelId.describe('YouTube’s id of the channel') })
const videoParams = channelParams.extend({ videoId: VideoId.describe('YouTube’s id of the video') })

const list = createRoute({
  method: 'get',
  path: '/channels',
  tags,
  summary: 'The creator’s own channels',
  ...bearer,
  responses: { 200: json('The channels', z.object({ channels: z.array(channel) })), ...problems(401) },
})
const put = createRoute({
  method: 'put',
  path: '/channels/{id}',
  tags,
  summary: 'Store a channel’s list, new or again',
  description:
    'Words that were fetched stay with their videos, also where the list does not have these any more. A list that ' +
    'broke off (`complete` false) takes nothing away; one that is older than what is stored changes nothing.',
  ...bearer,
  request: { params: channelParams, body: jsonBody(ChannelListing.meta({ id: 'ChannelListing' })) },
  responses: { 200: json('The channel as it is now', channel), ...problems(400, 401, 413) },
})
const videos = createRoute({
  method: 'get',
  path: '/channels/{id}/videos',
  tags,
  summary: 'A channel’s videos without their words, in the order of the list',
  ...bearer,
  request: { params: channelParams },
  responses: {
    200: json('The videos', z.object({ videos: z.array(videoState) })),
    ...problems(400, 401, 404),
  },
})
const putTranscript = createRoute({
  method: 'put',
  path: '/channels/{id}/videos/{videoId}',
  tags,
  summary: 'Store the words of one video, or why there are none',
  description:
    'What was fetched earlier than what is stored changes nothing, nor does an attempt without words where words are.',
  ...bearer,
  request: { params: videoParams, body: jsonBody(ChannelTranscript.meta({ id: 'ChannelTranscript' })) },
  responses: { 200: json('The video as it is now', videoState), ...problems(400, 401, 404, 413, 422) },
})
const video = createRoute({
  method: 'get',
  path: '/channels/{id}/videos/{videoId}',
  tags,
  summary: 'One video with its words',
  ...bearer,
  request: { params: videoParams },
  responses: {
    200: json('The video', ChannelVideoDetail.meta({ id: 'ChannelVideoDetail' })),
    ...problems(400, 401, 404),
  },
})
const remove = createRoute({
  method: 'delete',
  path: '/channels/{id}',
  tags,
  summary: 'Forget a channel with all words of its videos and the voices that were made of them',
  ...bearer,
  request: { params: channelParams },
  responses: { 204: { description: 'It is forgotten' }, ...problems(400, 401, 404) },
})

export interface ChannelRoutesDeps {
  database: Database
  empty: EmptyChannel
  heard: HearWords
}

export const channelRoutes = ({ database, empty, heard }: ChannelRoutesDeps) =>
  router()
    .openapi(list, async c => {
      const channels = await asAccount(database, c.get('account').accountId, selectChannels)
      return c.json({ channels }, 200)
    })
    .openapi(put, async c => {
      const listing = c.req.valid('json')
      if (listing.id !== c.req.valid('param').id)
        throw new ApiError('invalid_request', 'The id in the path and the id in the list differ.', {
          fields: [{ path: 'id', message: 'Not the id in the path' }],
        })
      return c.json(await saveListing(database, c.get('account').accountId, listing), 200)
    })
    .openapi(videos, async c => {
      const { id } = c.req.valid('param')
      const found = await asAccount(database, c.get('account').accountId, async tx => {
        await requireChannel(tx, id)
        return selectVideos(tx, id)
      })
      return c.json({ videos: found }, 200)
    })
    .openapi(putTranscript, async c => {
      const { id, videoId } = c.req.valid('param')
      const { accountId } = c.get('account')
      return c.json(
        await saveTranscript({ database, heard }, accountId, id, videoId, c.req.valid('json')),
        200,
      )
    })
    .openapi(video, async c => {
      const { id, videoId } = c.req.valid('param')
      const found = await asAccount(database, c.get('account').accountId, tx => findVideo(tx, id, videoId))
      if (!found) throw notFound('video')
      return c.json(found, 200)
    })
    .openapi(remove, async c => {
      const { id } = c.req.valid('param')
      await asAccount(database, c.get('account').accountId, tx => deleteChannel(tx, id, empty))
      return c.body(null, 204)
    })
