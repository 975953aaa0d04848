r"""An AppSync API key that says no expiry stops working after seven days.

The stack deploys, the app works, and a week later every request is refused. `Expires` is a time in seconds since 1970, at
most 365 days ahead; whatever sets it must move it on, with each deployment at the latest. For people, Cognito or IAM suit
better. https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateApiKey.html (as of 2026-11)

```yaml bad
Resources:
  Api: {Type: AWS::AppSync::GraphQLApi, Properties: {Name: shop, AuthenticationType: API_KEY}}
  Key: {Type: AWS::AppSync::ApiKey, Properties: {ApiId: !GetAtt Api.ApiId}}  #~ Properties
```
```yaml good
Parameters: {KeyExpires: {Type: Number}}
Resources:
  Api: {Type: AWS::AppSync::GraphQLApi, Properties: {Name: shop, AuthenticationType: API_KEY}}
  Key: {Type: AWS::AppSync::ApiKey, Properties: {ApiId: !GetAtt Api.ApiId, Expires: !Ref KeyExpires}}
```
```yaml good
# who calls is known by IAM, without a key
Resources:
  Api: {Type: AWS::AppSync::GraphQLApi, Properties: {Name: shop, AuthenticationType: AWS_IAM}}
```
"""

from predeploy import Findings, StackResource, rule


@rule("medium", since="0.1", kinds=("AWS::AppSync::ApiKey",))
def api_key_expires_in_a_week(key: StackResource) -> Findings:
    if key["Properties"].is_map and key["Properties.Expires"].absent:
        yield key["Properties"].finding(
            f"API key `{key.name}` says no Expires: it stops working seven days after it was made; set one, at most 365 days ahead"
        )
