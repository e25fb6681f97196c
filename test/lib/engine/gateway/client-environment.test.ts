import { clientEnvironment } from '../../../../lib/engine/gateway/client-environment';

test('a model API is reached under /v1, by every client', () =>
  expect(clientEnvironment({ modelApiUrl: 'http://litellm/' })).toEqual({
    OPENAI_API_BASE: 'http://litellm/v1',
    OPENAI_BASE_URL: 'http://litellm/v1',
  }));

test('Langfuse is reached under both names', () =>
  expect(clientEnvironment({ langfuseUrl: 'http://langfuse-web:3000' })).toEqual({
    LANGFUSE_BASE_URL: 'http://langfuse-web:3000',
    LANGFUSE_HOST: 'http://langfuse-web:3000',
  }));

test('nothing gives nothing', () => expect(clientEnvironment({})).toEqual({}));
