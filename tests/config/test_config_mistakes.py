"""What is wrong is said all at once, each at its place."""

import pytest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fail_on: high\n", "predeploy.yaml:1:1 unknown key 'fail_on' (did you mean 'fail-on'?)"),
        ("fail-on: hihg\n", "predeploy.yaml:1:10 fail-on: expects one of critical, high, medium, low, info, not 'hihg' (did you mean 'high'?)"),
        ("kubernetes: 1.30\n", "predeploy.yaml:1:13 kubernetes: expects text, not 1.3 (put it in quotes), such as \"1.34\""),
        ("kubernetes: latest\n", "predeploy.yaml:1:13 kubernetes: expects a Kubernetes version in quotes, such as \"1.34\""),
        ("rules:\n  few-replicas: {sevrity: low}\n", "predeploy.yaml:2:18 rules.few-replicas: unknown key 'sevrity' (did you mean 'severity'?)"),
        ("rules:\n  few-replica: low\n", "predeploy.yaml:2:16 rules: there is no rule called `few-replica`; did you mean `few-replicas`?"),
        ("rules:\n  few-replicas: maybe\n", "predeploy.yaml:2:17 rules.few-replicas: expects one of critical, high, medium, low, info, off, on, not 'maybe'"),
        (
            "rules:\n  few-replicas:\n    options: {minimun: 3}\n",
            "predeploy.yaml:3:24 rules: reliability/few-replicas has no option 'minimun' (did you mean 'minimum'?); its options are minimum, grace, mode",
        ),
        ("rules: {few-replicas: {options: {minimum: many}}}\n", "predeploy.yaml:1:43 rules: option minimum of reliability/few-replicas expects a whole number, not 'many'"),
        ("rules: {few-replicas: {options: {grace: long}}}\n", "predeploy.yaml:1:41 rules: option grace of reliability/few-replicas expects a duration such as 30s, not 'long'"),
        ("rules: {mutable-image-tag: {options: {x: 1}}}\n", "predeploy.yaml:1:42 rules: reliability/mutable-image-tag has no option 'x'; it has none"),
        ("rules: {few-replicas: {options: {minimum: {a: 1}}}}\n", "predeploy.yaml:1:34 rules.few-replicas.options.minimum: expects text or a number or true or false or a list, not {'a': 1}"),
        ("ignore:\n  - {path: x}\n", "predeploy.yaml:2:6 ignore[0]: 'rules' is missing"),
        ("ignore:\n  - {rules: [young, old], path: x}\n", "predeploy.yaml:2:6 ignore: there is no rule called `old`"),
        ("ignore:\n  - {rules: [young], until: soon}\n", "predeploy.yaml:2:29 ignore[0].until: expects a day such as 2027-03-31, not 'soon'"),
        ("ignores: {require-reason: true}\nignore:\n  - rules: [young]\n", "predeploy.yaml:3:5 ignore: a reason is required (by predeploy.yaml:1:27)"),
        ("exclude: [../x]\n", "predeploy.yaml:1:11 exclude[0]: a pattern cannot leave the folder of its file: '..' is not allowed"),
        ("exclude: vendor\n", "predeploy.yaml:1:10 exclude: expects a list, not 'vendor'"),
        ("applications:\n  - match: {}\n    intent: {idle: zero}\n", "predeploy.yaml:2:5 applications[0].match: is empty"),
        ("applications:\n  - match: {name: x}\n    intent: {latency: 200}\n", "predeploy.yaml:3:23 applications[0].intent.latency: expects text, not 200 (put it in quotes), such as \"200ms\""),
        ("applications:\n  - match: {name: x}\n    intent: {latency: \"200\"}\n", "predeploy.yaml:3:23 applications[0].intent.latency: expects a duration with its unit, such as 200ms, not '200'"),
        ("defaults: {intent: {idle: cold}}\n", "predeploy.yaml:1:27 defaults.intent.idle: expects one of zero, warm, any, not 'cold'"),
        ("defaults: {intent: {budget: cheap}}\n", "predeploy.yaml:1:29 defaults.intent.budget: expects an amount, such as 50 USD/month, not 'cheap'"),
        ("environment: moon\n", "predeploy.yaml:1:14 environment: expects dev, test, staging or prod, not 'moon'"),
        ("prices: {vcpu-hour: -1}\n", "predeploy.yaml:1:21 prices.vcpu-hour: expects a number from 0"),
        ("prices: {vcpu-hour: .inf}\n", "predeploy.yaml:1:21 prices.vcpu-hour: expects a finite number"),
        ("money: {high: lots}\n", "predeploy.yaml:1:15 money.high: expects an amount of dollars, such as 500, not 'lots'"),
        ("renders: [{chart: ../../etc}]\n", "predeploy.yaml:1:19 renders[0].chart: '../../etc' is not a path inside the project root"),
        ("renders: [{chart: 'oci://example.com/shop'}]\n", "predeploy.yaml:1:19 renders[0].chart: 'oci://example.com/shop' is a URL: only files inside the project can be named"),
        ("packs: [acme-policies, acme-policy]\n", "predeploy.yaml:1:24 packs: no installed pack is called 'acme-policy' (did you mean 'acme_policies'?)"),
        ("rule-files: [/etc/x.yaml]\n", "predeploy.yaml:1:14 rule-files[0]: '/etc/x.yaml' is not a path inside the project root"),
        ("region: !Ref Region\n", "predeploy.yaml:1:9 region: the tag '!Ref' has no meaning here"),
        ("fail-on: low\nfail-on: high\n", "predeploy.yaml:2:1 duplicate key 'fail-on', first on line 1"),
        ("- a\n- b\n", "predeploy.yaml:1:3 expects a map, not ['a', 'b']"),
        ("fail-on: low\n---\nfail-on: high\n", "predeploy.yaml:3:1 a configuration is one document"),
    ],
)  # fmt: skip
def test_place_and_words(repo, text, said):
    assert repo(text).mistakes() == [said]


def test_all_of_all_files_at_once(repo):
    project = repo(
        {
            "predeploy.yaml": "fail-on: x\nkubernetes: y\nexclude: [ok, 3]\n",
            "a/predeploy.yaml": "tiers: strict\n",
            "b/predeploy.yaml": "a: [\n",
        }
    )
    assert [line.partition(" ")[0] for line in project.mistakes()] == [
        "a/predeploy.yaml:1:8",
        "b/predeploy.yaml:2:1",
        "predeploy.yaml:1:10",
        "predeploy.yaml:2:13",
        "predeploy.yaml:3:15",
    ]


def test_crlf_and_wide_characters_count_as_editors_do(repo):
    assert repo("# ünïcode 😀\r\nregion: '😀'\r\nfail-on: x\r\n").mistakes()[0].startswith("predeploy.yaml:3:10 ")


def test_the_command_line_is_a_place(repo):
    project = repo("")
    assert project.mistakes(kubernetes="new") == [
        'command line kubernetes: expects a Kubernetes version in quotes, such as "1.34"'
    ]
    assert project.mistakes(select=["few-replica"]) == [
        "command line --select: there is no rule called `few-replica`; did you mean `few-replicas`?"
    ]


def test_names_cannot_carry_control_characters_into_the_terminal(repo):
    said = repo('rules: {"\\e[31mred": {severity: x}}\n').mistakes()
    assert "\x1b" not in said[0]
