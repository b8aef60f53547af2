import * as oauth from 'oauth4webapi';
import { tell, visit } from './person.mjs';

const [issuer, resource] = process.argv.slice(2);
const redirectUri = 'http://127.0.0.1:43122/callback';
const insecure = { [oauth.allowInsecureRequests]: true };

await tell(async () => {
  const identifier = new URL(issuer);
  const server = await oauth.processDiscoveryResponse(
    identifier,
    await oauth.discoveryRequest(identifier, { algorithm: 'oauth2', ...insecure }),
  );
  const metadata = {
    client_name: 'oauth4webapi',
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'client_secret_post',
  };
  const client = await oauth.processDynamicClientRegistrationResponse(
    await oauth.dynamicClientRegistrationRequest(server, metadata, insecure),
  );
  const authentication = oauth.ClientSecretPost(client.client_secret);

  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const address = new URL(server.authorization_endpoint);
  address.search = new URLSearchParams({
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: redirectUri,
    scope: 'openid profile offline_access',
    resource,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  const answer = oauth.validateAuthResponse(server, client, await visit(address), state);

  const first = await oauth.processAuthorizationCodeResponse(
    server,
    client,
    await oauth.authorizationCodeGrantRequest(server, client, authentication, answer, redirectUri, verifier, {
      additionalParameters: { resource },
      ...insecure,
    }),
    { expectedNonce: nonce, requireIdToken: true },
  );
  const subject = oauth.getValidatedIdTokenClaims(first).sub;
  const second = await oauth.processRefreshTokenResponse(
    server,
    client,
    await oauth.refreshTokenGrantRequest(server, client, authentication, first.refresh_token, {
      additionalParameters: { resource },
      ...insecure,
    }),
  );
  const introspect = async (token, options = {}) =>
    oauth.processIntrospectionResponse(
      server,
      client,
      await oauth.introspectionRequest(server, client, authentication, token, { ...options, ...insecure }),
    );
  const before = await introspect(second.refresh_token);
  const access = await introspect(second.access_token, { requestJwtResponse: true });
  await oauth.processRevocationResponse(
    await oauth.revocationRequest(server, client, authentication, second.access_token, insecure),
  );
  const after = await introspect(second.refresh_token);
  const accessAfter = await introspect(second.access_token);
  let refusal = 'none';
  try {
    await oauth.processRefreshTokenResponse(
      server,
      client,
      await oauth.refreshTokenGrantRequest(server, client, authentication, second.refresh_token, insecure),
    );
  } catch (error) {
    refusal = error.error;
  }
  return {
    subject,
    pushed: false,
    rotated: second.refresh_token !== first.refresh_token,
    introspectedSubject: access.sub,
    audience: access.aud,
    activeBefore: before.active && access.active,
    activeAfter: after.active || accessAfter.active,
    refusal,
  };
});
