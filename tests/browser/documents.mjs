// Opens documents of every kind in Chromium as they would be opened from a folder: axe-core looks at each (WCAG 2.2 A and AA), the
// page's own policy stands, and it prints on A4. node documents.mjs BASE BROWSER; prints the Test Anything Protocol.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const [base, executablePath] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const folder = process.env.DOCUMENTS_KEEP ?? mkdtempSync(join(tmpdir(), 'documents-'));
const args = process.getuid() === 0 ? ['--no-sandbox'] : [];
const browser = await puppeteer.launch({ executablePath, args: [...args, '--disable-dev-shm-usage'] });

let number = 0;
const test = async (name, body) => {
  number++;
  try {
    await body();
    console.log(`ok ${number} - ${name}`);
  } catch (error) {
    console.log(`not ok ${number} - ${name}\n# ${String(error).replaceAll('\n', '\n# ')}`);
  }
};

const call = async (token, path, body) => {
  const response = await fetch(base + path, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: `Bearer ${token}`, ...(body ? { 'Content-Type': 'application/json' } : {}) },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
};
const json = async (...request) => (await call(...request)).json();

const signIn = async client => {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: client, client_secret: 'demo' });
  return (await (await fetch(`${base}/oauth/token`, { method: 'POST', body: form })).json()).access_token;
};

const token = await signIn('demo-dsl');
const sessions = (await json(token, '/v1/support-sessions?limit=200')).data;
const session = sessions.find(s => s.status === 'completed' && s.participants.length > 0) ?? sessions[0];
const pupilId = session.participants[0].pupilId;
const schoolId = session.schoolId;
const day = session.startsAt.slice(0, 10);
const busy = sessions.find(s => s.status === 'scheduled' && s.schoolId === schoolId)?.startsAt.slice(0, 10) ?? day;
const from = new Date(Date.parse(day) - 200 * 86_400_000).toISOString().slice(0, 10);
const to = new Date(Date.parse(day) + 100 * 86_400_000).toISOString().slice(0, 10);
const task = (await json(token, '/v1/tasks?limit=1')).data[0];

// By whom, when not by the safeguarding lead, who reads no audit and no grants.
const others = { audit_entry_list: 'demo-auditor', role_grant_list: 'demo-auditor', data_quality_list: 'demo-office' };
const order = (await json(token, `/v1/medication-orders?schoolId=${schoolId}&schedule=fixed&limit=200`)).data.find(o => o.controlled);
const doses = (await json(token, `/v1/medication-administrations?orderId=${order.id}&limit=200`)).data;
const dosed = doses.length > 0 ? doses[0].givenAt.slice(0, 10) : day;
const recognise = async (text, pupilWords) => (await json(token, '/v1/recognitions', {
  schoolId, pupilIds: [pupilId], kind: 'small_step', text, pupilWords, occurredAt: new Date(Date.now() - 3_600_000).toISOString(), staffNote: 'canary for staff',
})).id;
const card = await recognise('You put your hand up and asked for help in your own words. That took courage.', 'I thought everyone would look, but it was fine.');
// As long as a card can be, in wide and in narrow words.
const longest = await recognise('You waited for a friend today. '.repeat(40).slice(0, 999), 'Wonderful moments with everybody. '.repeat(20).slice(0, 499));
const plans = (await json(token, '/v1/plans?status=active&limit=200')).data;
const planned = [...new Map(plans.map(p => [p.type, p])).values()];
const referral = (await json(token, '/v1/referrals?direction=external&limit=200')).data.find(r => ['submitted', 'acknowledged', 'accepted', 'waiting_list', 'in_progress'].includes(r.status));
const kinds = [
  ...planned.map(p => ({ kind: 'plan', name: `plan ${p.type}`, recordId: p.id })),
  ...planned.filter(p => p.type === 'transition').map(p => ({ kind: 'hand_over_pack', recordId: p.id })),
  { kind: 'support_session', recordId: session.id },
  { kind: 'pupil_chronology', pupilId },
  { kind: 'pupil_summary', pupilId },
  { kind: 'school_day_sheet', schoolId, on: busy },
  { kind: 'support_session_list', schoolId, from, to },
  { kind: 'mar_month', pupilId: order.pupilId, on: dosed },
  { kind: 'mar_blank', pupilId: order.pupilId, on: dosed },
  { kind: 'mar_day', schoolId, on: dosed },
  { kind: 'task', recordId: task.id },
  { kind: 'task_list', schoolId },
  { kind: 'pupil_list', schoolId },
  { kind: 'contact_submission_list', schoolId },
  { kind: 'attachment_list', recordKind: 'pupil', recordId: pupilId },
  { kind: 'staff_list', schoolId },
  { kind: 'role_grant_list', schoolId },
  { kind: 'class_list', schoolId },
  { kind: 'room_list', schoolId },
  { kind: 'medicine_consent_list', schoolId },
  { kind: 'medication_order_list', schoolId, on: dosed },
  { kind: 'medicine_stock_list', schoolId },
  { kind: 'medication_administration_list', schoolId, from: dosed, to: dosed },
  { kind: 'medicine_error_list', schoolId },
  { kind: 'training_record_list', schoolId },
  { kind: 'support_programme_list', schoolId },
  { kind: 'support_session_series_list', schoolId },
  { kind: 'plan_list', schoolId },
  { kind: 'plan_entry_list', recordId: planned[0].id },
  { kind: 'provision_map', schoolId },
  { kind: 'observation_list', schoolId },
  { kind: 'assessment_list', schoolId },
  { kind: 'supervision_record_list', schoolId },
  { kind: 'coaching_record_list', schoolId },
  { kind: 'recognition_list', schoolId },
  { kind: 'recognition_card', recordId: longest, pupilId },
  { kind: 'recognition_card', recordId: card, pupilId },
  { kind: 'vulnerability_status_list', schoolId },
  { kind: 'information_share_list', schoolId },
  { kind: 'agency_list', schoolId },
  { kind: 'signposting_list', schoolId },
  { kind: 'referral_list', schoolId },
  { kind: 'referral_pack', recordId: referral.id },
  { kind: 'pastoral_overview', schoolId },
  { kind: 'school_calendar', schoolId },
  { kind: 'policy_list', schoolId },
  { kind: 'data_quality_list', schoolId },
  { kind: 'document_list', schoolId, from, to },
  { kind: 'audit_entry_list', schoolId, from, to },
];

await test('every kind of the contract is looked at', async () => {
  const known = (await (await fetch(`${base}/openapi/v1.json`)).json()).components.schemas.DocumentKind.enum;
  const missing = known.filter(kind => !kinds.some(k => k.kind === kind));
  if (missing.length > 0) throw new Error(missing.join(', '));
});

await test('a plan of every type is looked at', async () => {
  const known = (await (await fetch(`${base}/openapi/v1.json`)).json()).components.schemas.PlanType.enum;
  const missing = known.filter(type => !planned.some(p => p.type === type));
  if (missing.length > 0) throw new Error(missing.join(', '));
});

const issue = async ({ name, ...request }, format) => {
  const by = others[request.kind] ? await signIn(others[request.kind]) : token;
  const line = await json(by, '/v1/documents', { ...request, format });
  const response = await call(by, `/v1/documents/${line.id}/content`);
  const path = join(folder, `${(name ?? request.kind).replace(' ', '-')}.${format}`);
  writeFileSync(path, Buffer.from(await response.arrayBuffer()));
  return { line, path };
};

for (const request of kinds) {
  const { line, path } = await issue(request, 'html');
  const page = await browser.newPage();
  const faults = [];
  page.on('console', message => { if (['error', 'warn'].includes(message.type())) faults.push(message.text()); });
  page.on('pageerror', error => faults.push(String(error)));
  page.on('request', asked => { if (!asked.url().startsWith('file:') && !asked.url().startsWith('data:')) faults.push(`asks for ${asked.url()}`); });
  await page.goto(pathToFileURL(path).href);

  await test(`${request.name ?? request.kind}: axe finds no fault`, async () => {
    // Evaluated from outside, so that the page's own policy can stay.
    await page.evaluate(axe);
    const result = await page.evaluate(values => axe.run(document, { runOnly: { type: 'tag', values } }), rules);
    if (result.passes.length < 10) throw new Error(`only ${result.passes.length} rules were looked at`);
    if (result.violations.length > 0) {
      throw new Error(result.violations.map(v => `${v.id}: ${v.help}\n${v.nodes.slice(0, 3).map(n => n.html).join('\n')}`).join('\n'));
    }
  });

  await test(`${request.name ?? request.kind}: its policy lets its style in and nothing else`, async () => {
    const border = await page.$eval('footer', element => getComputedStyle(element).borderTopWidth);
    if (border !== '2px') throw new Error(`the style sheet is not applied: ${border}`);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    const runs = await page.evaluate(() => { const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s); return window.ran === true; });
    if (runs) throw new Error('a script ran');
  });

  if (request.kind === 'plan') {
    await test(`${request.name}: nothing in print is smaller than 12 point`, async () => {
      await page.emulateMediaType('print');
      const small = await page.evaluate(() => [...document.querySelectorAll('body *')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && parseFloat(getComputedStyle(e).fontSize) < 15.99)
        .map(e => `${e.outerHTML.slice(0, 80)} ${getComputedStyle(e).fontSize}`));
      if (small.length > 0) throw new Error(small.slice(0, 3).join('\n'));
      if (!(await page.$eval('style', s => s.textContent)).includes('bold 12pt Arial')) throw new Error('the margins are smaller');
      await page.emulateMediaType(null);
    });
  }

  const isLandscape = await page.$eval('body', body => body.classList.contains('landscape'));
  await test(`${request.name ?? request.kind}: it prints on A4`, async () => {
    if (!isLandscape && request.kind.startsWith('mar_')) throw new Error('a medication record lies on its long side');
    const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true }));
    writeFileSync(path.replace(/html$/, 'pdf'), pdf);
    const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)].map(m => m[1].trim().split(/\s+/).map(Number));
    const [width, height] = isLandscape ? [842, 595] : [595, 842];
    if (boxes.length === 0 || boxes.some(b => Math.abs(b[2] - width) > 1.5 || Math.abs(b[3] - height) > 1.5)) throw new Error(JSON.stringify(boxes));
    if (!(await page.content()).includes(line.number)) throw new Error('its number is missing');
    if (request.kind.endsWith('_card')) {
      if (boxes.length !== 1) throw new Error(`a card is one page, not ${boxes.length}`);
      if ((await page.content()).includes('canary for staff')) throw new Error('a note for staff stands on it');
    }
  });

  await test(`${request.name ?? request.kind}: nothing stands out of the paper or of its cell`, async () => {
    // What is left of A4 between the margins, at 96 dots to the inch.
    const width = Math.floor((isLandscape ? 297 - 20 : 210 - 30) / 25.4 * 96);
    await page.setViewport({ width, height: 700 });
    await page.emulateMediaType('print');
    const wide = await page.evaluate(limit => [...document.querySelectorAll('body *')]
      .filter(e => e.getBoundingClientRect().right > limit + 1 || (['TD', 'TH', 'DD', 'P'].includes(e.tagName) && e.scrollWidth > e.clientWidth + 1))
      .map(e => e.outerHTML.slice(0, 120)), width);
    if (wide.length > 0) throw new Error(`${wide.length}: ${wide.slice(0, 3).join('\n')}`);
  });
  await page.close();
}

if (process.env.DOCUMENTS_KEEP) {
  for (const request of kinds) {
    for (const format of ['docx', 'csv', 'json']) await issue(request, format);
  }
} else {
  rmSync(folder, { recursive: true });
}

await browser.close();
console.log(`1..${number}`);
