// Opens /docs in Chromium, signs in with client credentials as a person would, and calls an operation.
// node docs.mjs BASE BROWSER; prints the Test Anything Protocol.
import puppeteer from 'puppeteer-core';

const [base, executablePath] = process.argv.slice(2);
const args = process.getuid() === 0 ? ['--no-sandbox'] : [];
const browser = await puppeteer.launch({ executablePath, args: [...args, '--disable-dev-shm-usage'] });
const page = await browser.newPage();
page.setDefaultTimeout(60_000);
const faults = [];
page.on('pageerror', error => faults.push(String(error)));

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
const press = async selector => (await page.waitForSelector(selector, { visible: true })).click();

await test('the page lists the operations of the contract', async () => {
  await page.goto(`${base}/docs/index.html`);
  await page.waitForSelector('.opblock-tag');
  const contract = await (await fetch(`${base}/openapi/v1.json`)).json();
  const title = await page.$eval('.info .title', element => element.textContent);
  if (!title.includes(contract.info.title)) throw new Error(`title: ${title}`);
});

await test('client credentials sign in', async () => {
  await press('.btn.authorize');
  await page.waitForSelector('.auth-container');
  const form = '.auth-container';
  const fill = async (selector, text) => {
    const field = await page.waitForSelector(`${form} ${selector}`, { visible: true });
    await field.click({ count: 3 });
    await field.type(text);
  };
  await fill('input[id^="client_id"], input[data-name="clientId"]', 'demo-support');
  await fill('input[id^="client_secret"], input[data-name="clientSecret"]', 'demo');
  await press(`${form} .btn.authorize`);
  await page.waitForFunction(() => [...document.querySelectorAll('.auth-container button')].some(b => b.textContent === 'Logout'));
  await press('.btn-done');
});

await test('an operation answers when tried out', async () => {
  const tag = await page.$$eval('.opblock-tag', tags => tags.find(t => t.dataset.tag === 'Me').id);
  await press(`#${tag}`);
  const operation = '.opblock-get';
  await press(`${operation} .opblock-summary-control`);
  await press(`${operation} .try-out__btn`);
  await press(`${operation} .execute`);
  await page.waitForSelector(`${operation} .live-responses-table .response-col_status`);
  const status = await page.$eval(`${operation} .live-responses-table tbody .response-col_status`, element => element.textContent.trim());
  if (!status.startsWith('200')) throw new Error(`status: ${status}`);
});

await test('the page throws nothing', () => {
  if (faults.length > 0) throw new Error(faults.join('\n'));
});

await browser.close();
console.log(`1..${number}`);
