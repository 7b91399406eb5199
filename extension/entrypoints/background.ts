import { defineBackground } from 'wxt/utils/define-background'
import { chromeAlarms } from '../browser/alarms.ts'
import { channelAnnouncements } from '../browser/announcements.ts'
import { chromeBadge } from '../browser/badge.ts'
import { browserLocks } from '../browser/locks.ts'
import { chromeMenus } from '../browser/menus.ts'
import { chromePermissions } from '../browser/permissions.ts'
import { chromeSidePanel } from '../browser/side-panel.ts'
import { localArea, sessionArea } from '../browser/storage.ts'
import { chromeTabs, seen } from '../browser/tabs.ts'
import { createClip } from '../capture/clip-tab.ts'
import { finishLinks, LINK_ALARM } from '../gestures/clip-link.ts'
import { gestures } from '../gestures/gestures.ts'
import { noticesIn } from '../gestures/notice.ts'
import { openOutbox } from '../outbox/open-outbox.ts'
import { persistOnce, SEND_ALARM } from '../outbox/sender.ts'

/**
 * The worker: it wakes for a gesture or an alarm, does that one thing and dies. Nothing may depend on its
 * variables, and every listener is added at once, or the browser would not wake it for them.
 */
export default defineBackground(() => {
  const local = localArea()
  const session = sessionArea()
  const alarms = chromeAlarms()
  const announcements = channelAnnouncements()
  const clock = () => Date.now()
  const { sender, project } = openOutbox({
    local,
    alarms,
    announcements,
    locks: browserLocks(),
    fetch: (...args) => fetch(...args),
    clock,
    random: Math.random,
    persist: () => persistOnce(local),
  })
  const deps = {
    clip: createClip(),
    sender,
    project,
    badge: chromeBadge(),
    notices: noticesIn(session),
    announcements,
    clock,
    pause: (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms)),
    tabs: chromeTabs(),
    permissions: chromePermissions(),
    session,
    alarms,
    sidePanel: chromeSidePanel(),
    menus: chromeMenus(),
  }
  const by = gestures(deps)

  chrome.action.onClicked.addListener(raw => {
    const tab = seen(raw)
    if (tab) void by.toolbar(tab)
  })
  chrome.commands.onCommand.addListener((command, raw) => {
    const tab = raw && seen(raw)
    if (tab) void by.shortcut(command, tab)
  })
  chrome.contextMenus.onClicked.addListener((info, raw) => {
    const tab = raw && seen(raw)
    if (tab) void by.menu({ itemId: String(info.menuItemId), linkUrl: info.linkUrl ?? null }, tab)
  })
  chrome.alarms.onAlarm.addListener(alarm => {
    if (alarm.name === SEND_ALARM) void sender.flush()
    if (alarm.name === LINK_ALARM) void finishLinks(deps)
  })
  chrome.runtime.onInstalled.addListener(() => {
    void by.installMenus()
    void sender.flush()
  })
  chrome.runtime.onStartup.addListener(() => void sender.flush())
})
