// Opens the pages of single-purpose links in Chromium as a contact would, and has axe judge each state of them.
// node links.mjs BASE BROWSER; prints the Test Anything Protocol.
import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const [base, executablePath] = process.argv.slice(2);
const args = process.getuid() === 0 ? ['--no-sandbox'] : [];
const browser = await puppeteer.launch({ executablePath, args: [...args, '--disable-dev-shm-usage'] });
const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

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
const expect = (holds, what) => { if (!holds) throw new Error(what); };

const token = (await (await fetch(`${base}/oauth/token`, {
  method: 'POST',
  body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'demo-pastoral', client_secret: 'demo' }),
})).json()).access_token;
const call = async (path, body) => (await fetch(`${base}${path}`, {
  method: body ? 'POST' : 'GET',
  headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
  body: body && JSON.stringify(body),
})).json();

const pupil = (await call('/v1/pupils?limit=1')).data[0].id;
const contact = await call(`/v1/pupils/${pupil}/contacts`, {
  givenName: 'Browser', familyName: 'Test', relationship: 'carer', priority: 9, parentalResponsibility: 'none',
  phones: ['020 7946 0991'], emails: ['browser.test@example.org'],
});
const link = await call(`/v1/pupils/${pupil}/contacts/${contact.id}/links`, {});
const address = base + new URL(link.url).pathname;

// Their policy lets no script run and nothing load; only axe, which the test brings along, may.
const page = await browser.newPage();
page.setDefaultTimeout(60_000);
const asked = [];
const complaints = [];
page.on('request', request => asked.push(request.url()));
page.on('console', message => complaints.push(message.text()));

const judge = async () => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(values => axe.run(document, { runOnly: { type: 'tag', values } }), rules);
  expect(violations.length === 0, violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' ')}`).join('\n'));
};
const text = () => page.$eval('main', main => main.textContent);
const press = () => Promise.all([page.waitForNavigation(), page.click('button')]);

await test('the page shows the least', async () => {
  const answer = await page.goto(address);
  expect(answer.status() === 200, answer.status());
  const shown = await text();
  expect(shown.includes('ends in 991'), shown);
  expect(!shown.includes('7946') && !shown.includes('browser.test'), shown);
});
await test('the form passes WCAG 2.2 AA', judge);
await test('it can be used with the keyboard alone', async () => {
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement.id) === 'phone', 'the first stop is the phone number');
  await page.keyboard.type('12');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
});
await test('a fault is told above and beside the field, and what was typed stays', async () => {
  expect((await page.title()).startsWith('Error:'), await page.title());
  expect(await page.$('[role=alert] a[href="#phone"]'), 'no way from the summary to the field');
  expect(await page.$eval('#phone', field => field.value) === '12', 'what was typed is gone');
});
await test('the page with a fault passes WCAG 2.2 AA', judge);
await test('it fits a telephone without sideways scrolling', async () => {
  await page.setViewport({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= 320), 'it scrolls sideways');
  await judge();
});
await test('an answer is taken', async () => {
  await page.$eval('#phone', field => { field.value = ''; });
  await page.type('#phone', '020 7946 0123');
  await press();
  expect((await text()).includes('Your answer was sent'), await text());
});
await test('the answer passes WCAG 2.2 AA', judge);
await test('a later visit says that it was done', async () => {
  await page.goto(address);
  expect((await text()).includes('Your answer was sent') && !(await page.$('form')), await text());
});
await test('an incomplete address says so, accessibly', async () => {
  const answer = await page.goto(`${base}/links/none`);
  expect(answer.status() === 404, answer.status());
  await judge();
});
// A plan to be signed: a table, lists and facts in the family's copy.
const plan = (await call('/v1/plans?type=risk_assessment&status=active&limit=1')).data[0];
const signer = await call(`/v1/pupils/${plan.pupilId}/contacts`, {
  givenName: 'Signing', familyName: 'Test', relationship: 'mother', priority: 9, parentalResponsibility: 'person', phones: ['020 7946 0992'], emails: [],
});
const request = await call(`/v1/plans/${plan.id}/signature-requests`, { as: 'parent', contactId: signer.id });
const toSign = base + new URL(request.url).pathname;
await test('the page to sign shows the whole plan, its version and its seal', async () => {
  await page.setViewport({ width: 1024, height: 800 });
  const answer = await page.goto(toSign);
  expect(answer.status() === 200, answer.status());
  const shown = await text();
  for (const part of ['What could go wrong', 'Before', 'What the family says', request.contentHash, `version ${request.versionNumber} of this plan`]) {
    expect(shown.includes(part), `${part} is not there: ${shown}`);
  }
});
await test('the page to sign passes WCAG 2.2 AA', judge);
await test('it is answered with the keyboard alone, and tells what is missing', async () => {
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement.id) === 'answer', 'the first stop is the choice');
  await page.keyboard.press('ArrowDown');
  expect(await page.$eval('#answer-1', choice => choice.checked), 'the arrow does not choose');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Signing Test');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  expect(await page.$('[role=alert] a[href="#words"]'), 'no way from the summary to the words');
  expect(await page.$eval('#answer-1', choice => choice.checked) && await page.$eval('#name', field => field.value) === 'Signing Test', 'what was given is gone');
});
await test('the page to sign with a fault passes WCAG 2.2 AA', judge);
await test('the page to sign fits a telephone without sideways scrolling', async () => {
  await page.setViewport({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= 320), 'it scrolls sideways');
  await judge();
});
await test('a signature is taken, and the staff have it', async () => {
  await page.click('#answer');
  await press();
  expect((await text()).includes('Your answer was sent'), await text());
  const { signatures } = await call(`/v1/plans/${plan.id}`);
  expect(signatures.some(s => s.method === 'link' && s.contactId === signer.id && s.name === 'Signing Test' && s.contentHash === request.contentHash), JSON.stringify(signatures));
});
await test('nothing else was loaded and the policy was never broken', () => {
  const others = asked.filter(url => !url.startsWith(`${base}/links`) && !url.endsWith('/favicon.ico'));
  expect(others.length === 0, others.join('\n'));
  expect(!complaints.some(c => c.includes('Content Security Policy')), complaints.join('\n'));
});
await test('the staff have it to decide on', async () => {
  const { data } = await call(`/v1/contact-submissions?pupilId=${pupil}&status=pending`);
  expect(data.some(s => s.contactId === contact.id && s.phone === '020 7946 0123'), JSON.stringify(data));
});

await browser.close();
console.log(`1..${number}`);
