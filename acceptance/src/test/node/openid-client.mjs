import * as client from 'openid-client';
import { tell, visit } from './person.mjs';

const [issuer, resource] = process.argv.slice(2);
const redirectUri = 'http://127.0.0.1:43121/callback';
const insecure = { execute: [client.allowInsecureRequests] };

await tell(async () => {
  const config = await client.dynamicClientRegistration(
    new URL(issuer),
    {
      client_name: 'openid-client',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'client_secret_basic',
    },
    client.ClientSecretBasic(),
    insecure,
  );
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const parameters = {
    redirect_uri: redirectUri,
    scope: 'openid profile offline_access',
    resource,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  };
  const address = config.serverMetadata().pushed_authorization_request_endpoint
    ? await client.buildAuthorizationUrlWithPAR(config, parameters)
    : client.buildAuthorizationUrl(config, parameters);
  const redirected = await visit(address);
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  const first = await client.authorizationCodeGrant(config, redirected, checks, { resource });
  const subject = first.claims().sub;

  const second = await client.refreshTokenGrant(config, first.refresh_token, { resource });
  const before = await client.tokenIntrospection(config, second.refresh_token);
  const access = await client.tokenIntrospection(config, second.access_token);
  await client.tokenRevocation(config, second.refresh_token);
  const after = await client.tokenIntrospection(config, second.refresh_token);
  const accessAfter = await client.tokenIntrospection(config, second.access_token);
  let refusal = 'none';
  try {
    await client.refreshTokenGrant(config, second.refresh_token, { resource });
  } catch (error) {
    refusal = error.error;
  }
  return {
    subject,
    pushed: address.searchParams.has('request_uri'),
    rotated: second.refresh_token !== first.refresh_token,
    introspectedSubject: access.sub,
    audience: access.aud,
    activeBefore: before.active && access.active,
    activeAfter: after.active || accessAfter.active,
    refusal,
  };
});
