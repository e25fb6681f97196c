/**
 * Variables of the licence of a LangGraph server. Its image verifies one of them when it starts,
 * and exits without both.
 *
 * @see docs.langchain.com/langsmith/deploy-standalone-server; langchain-ai/langgraph#2937, #5754
 * (2026-12)
 */
export const licenseKeyVariable = 'LANGGRAPH_CLOUD_LICENSE_KEY';
export const langSmithApiKeyVariable = 'LANGSMITH_API_KEY';
