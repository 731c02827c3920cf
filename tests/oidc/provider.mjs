// A real OpenID Connect provider on the loopback, started by the tests: node provider.mjs <port> <trust that person-b claims>
// POST /rotate-keys replaces its signing keys, as providers do now and then. It ends with its standard input.
import { createServer } from 'node:http';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import Provider from 'oidc-provider';

const port = Number(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;

function newProvider() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
  return new Provider(issuer, {
    jwks: { keys: [key] },
    // Client credentials name the client as subject: a person in all but the login page.
    clients: ['person-a', 'person-b'].map((id) => ({
      client_id: id, client_secret: 'secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [],
    })),
    scopes: ['me.read', 'pupils.read'],
    extraTokenClaims: (_, token) => (token.clientId === 'person-b' ? { tenant: process.argv[3] } : {}),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_, resource) => ({
          scope: 'me.read pupils.read', audience: resource, accessTokenTTL: 300, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  }).callback();
}

let handle = newProvider();
createServer((request, response) => {
  if (request.method === 'POST' && request.url === '/rotate-keys') {
    handle = newProvider();
    response.end();
  } else {
    handle(request, response);
  }
}).listen(port, '127.0.0.1', () => console.log('ready'));
process.stdin.resume().on('end', () => process.exit(0));
