using System.Globalization;
using PupilSupport.Application.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Schools;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Plans;

/// <summary>A version of a plan in plain words. Why a view is missing stays in school, and the pupil's with it when the parents' is withheld: it may put a child in danger.</summary>
internal sealed class PlanPaper(Plan plan, PlanVersion version, PlanText text, PlanNames names)
{
    private const string NotHere = "Is not part of this copy.";

    private readonly string _child = names.Given(text.PupilId);

    public string Title => $"{PlanWords.Of(text.Type)} for {names.Of(text.PupilId)}";

    public IEnumerable<DocumentBlock> Blocks() => [.. Agreed(), .. ByHand(), .. Proof()];

    /// <summary>The same where nobody signs by hand.</summary>
    public IEnumerable<DocumentBlock> Copy() => [.. Agreed(), .. Proof()];

    /// <summary>What it says, for those who go on with it elsewhere: without signatures and proof.</summary>
    /// <param name="outcomes">What its last review said of each target.</param>
    public IEnumerable<DocumentBlock> Substance(IReadOnlyDictionary<Guid, int> outcomes) =>
    [
        .. Standing(),
        About(),
        .. Said("Why we have this plan", text.Summary),
        .. PlanPaperDetails.Blocks(text, names),
        .. Targets(),
        .. Outcomes(outcomes),
        .. Provisions(),
        new DocumentHeading("What " + _child + " says"),
        new DocumentText(View(text.Views?.Pupil, text.Views?.PupilNotGiven)),
        new DocumentHeading("What the family says"),
        new DocumentText(View(text.Views?.Parent, text.Views?.ParentNotGiven)),
        .. Team(),
    ];

    /// <summary>The same for a spreadsheet: a row for each fact, text or cell.</summary>
    public DocumentTable Sheet() => SheetOf("Plan", Title, Blocks());

    /// <inheritdoc cref="Sheet"/>
    public static DocumentTable SheetOf(string caption, string title, IEnumerable<DocumentBlock> blocks)
    {
        var rows = new List<IReadOnlyList<string?>>();
        var part = title;
        foreach (var block in blocks)
        {
            part = block is DocumentHeading heading ? heading.Text : part;
            rows.AddRange(RowsOf(block).Select(r => (IReadOnlyList<string?>)[part, r.Name, r.Value]));
        }

        return new DocumentTable(caption, [new("Part"), new("Name"), new("Text")], rows);
    }

    private IEnumerable<DocumentBlock> Agreed() =>
    [
        .. Standing(),
        About(),
        .. Said("Why we have this plan", text.Summary),
        .. PlanPaperDetails.Blocks(text, names),
        .. Targets(),
        .. Provisions(),
        new DocumentHeading("What " + _child + " says"),
        new DocumentText(PlanViews.AreWithheldFromParents(text.Views) ? NotHere : View(text.Views?.Pupil, text.Views?.PupilNotGiven)),
        new DocumentHeading("What the family says"),
        new DocumentText(View(text.Views?.Parent, text.Views?.ParentNotGiven)),
        .. Team(),
        .. Signatures(),
    ];

    private static IEnumerable<(string? Name, string? Value)> RowsOf(DocumentBlock block) => block switch
    {
        DocumentText t => [(null, t.Text)],
        DocumentNotice n => [("Notice", n.Text)],
        DocumentList l => l.Items.Select(i => ((string?)null, (string?)i)),
        DocumentFacts f => f.Facts.Select(x => ((string?)x.Name, (string?)x.Value)),
        DocumentTable t => t.Rows.SelectMany((r, i) => r.Select((cell, c) => ((string?)$"{i + 1}. {t.Columns[c].Name}", cell))).Where(r => !string.IsNullOrEmpty(r.cell)),
        _ => [],
    };

    private IEnumerable<DocumentBlock> Standing()
    {
        var notice = version switch
        {
            { State: PlanVersionState.InReview } => "This is a proposal. It is not in force yet.",
            _ when version.Number != plan.InForceVersion => $"A later version of this plan is in force: version {plan.InForceVersion}.",
            _ when plan.IsInterim => "This plan is in force at once, for safety, and is still to be approved.",
            _ => plan.Status switch
            {
                PlanStatus.Suspended => "This plan is paused for now.",
                PlanStatus.Superseded => "Another plan has taken the place of this one.",
                PlanStatus.Closed => "This plan has ended.",
                _ => null,
            },
        };
        if (notice is not null)
        {
            yield return new DocumentNotice(notice);
        }
    }

    private DocumentFacts About() => Facts(
        ("Plan", text.Title),
        ("For", names.Of(text.PupilId)),
        ("Starts on", Day(text.StartsOn)),
        ("Ends on", text.EndsOn is { } end ? Day(end) : null),
        ("Looked at again by", version.Number == plan.InForceVersion && plan.ReviewDueOn is { } due ? Day(due) : null),
        ("Mainly about", text.NeedArea is { } area ? PlanWords.Of(area) : null),
        ("Version", version.Number.ToString(CultureInfo.InvariantCulture)));

    private IEnumerable<DocumentBlock> Targets()
    {
        if (text.Targets.Count == 0)
        {
            yield break;
        }

        yield return new DocumentHeading("What we want to change");
        foreach (var (index, target) in text.Targets.Index())
        {
            yield return new DocumentHeading(string.Create(CultureInfo.InvariantCulture, $"Goal {index + 1}"), 3);
            yield return new DocumentText(target.Text);
            yield return Facts(
                ("Where we are now", target.Baseline), ("How we will know", target.Measure), ("By when", target.DueOn is { } due ? Day(due) : null));
            if (target.Strategies.Count > 0)
            {
                yield return new DocumentText("What adults do:");
                yield return new DocumentList(target.Strategies);
            }

            if (target.Actions.Count > 0)
            {
                yield return new DocumentTable(
                    string.Create(CultureInfo.InvariantCulture, $"Who does what for goal {index + 1}"), [new("What", 5), new("Who", 3), new("How often", 3)],
                    [.. target.Actions.Select(a => (IReadOnlyList<string?>)[a.Text, names.Of(a.ByStaffId) ?? names.OfOutsider(a.ByName), a.Frequency])]);
            }
        }
    }

    private IEnumerable<DocumentBlock> Outcomes(IReadOnlyDictionary<Guid, int> outcomes)
    {
        var told = text.Targets.Index().Where(t => t.Item.Id is { } id && outcomes.ContainsKey(id)).ToArray();
        if (told.Length > 0)
        {
            yield return new DocumentHeading("How far it went, at the last review");
            yield return new DocumentTable(
                "From -2, much worse than hoped, to 2, much better", [new("Goal", 8), new("Outcome", 2)],
                [.. told.Select(t => (IReadOnlyList<string?>)[t.Item.Text, outcomes[t.Item.Id!.Value].ToString(CultureInfo.InvariantCulture)])]);
        }
    }

    private IEnumerable<DocumentBlock> Provisions()
    {
        if (text.Provisions.Count > 0)
        {
            yield return new DocumentHeading("What help there is");
            yield return new DocumentTable(
                "Help in school, and how much of it each week", [new("Help", 6), new("Given by", 3), new("Each week", 3)],
                [.. text.Provisions.Select(p => (IReadOnlyList<string?>)[p.Text, p.Role is { } role ? Words.Of(role) : null, Minutes(p.MinutesPerWeek)])]);
        }
    }

    private IEnumerable<DocumentBlock> Team()
    {
        if (text.Contributors.Count > 0)
        {
            yield return new DocumentHeading("Who is in the team");
            yield return new DocumentTable(
                "The team around the plan", [new("Name", 4), new("What they do", 6)],
                [.. text.Contributors.Select(c => (IReadOnlyList<string?>)[names.Of(c.StaffId) ?? names.Of(c.ContactId) ?? names.OfOutsider(c.Name), names.RoleOf(c)])]);
        }
    }

    private IEnumerable<DocumentBlock> Signatures()
    {
        yield return new DocumentHeading("Who has signed");
        var given = plan.Signatures.OrderBy(s => s.SignedAt).ToList();
        yield return given.Count == 0 ? new DocumentText("Nobody has signed yet.") : new DocumentTable(
            "Signatures, and what was signed", [new("Who", 4), new("As", 3), new("When", 3), new("What was signed", 4)],
            [.. given.Select(s => (IReadOnlyList<string?>)
                [Signer(s), Words.Of(s.SignedAs), names.IsHidden(s) ? null : $"{Short(s.SignedAt)}, {PlanWords.Of(s.Method)}", OnThis(s) ? "This version" : $"Version {s.VersionNumber}, not this one"])]);
    }

    private IEnumerable<DocumentBlock> ByHand()
    {
        yield return new DocumentText("To sign on paper:");
        yield return new DocumentTable(
            "Signatures by hand", [new("As", 3), new("Name and signature", 6, ToWrite: true), new("Date", 3, ToWrite: true)],
            [.. PlanTypes.Of(text.Type).Signatories.Select(s => (IReadOnlyList<string?>)[Words.Of(s), null, null])]);
    }

    private string? Signer(PlanSignature signature) =>
        names.Of(signature.StaffId) ?? names.Of(signature.ContactId) ?? (names.IsHidden(signature) ? names.OfOutsider(signature.Name) : signature.Name) ?? (signature.SignedAs == PlanSignatory.Pupil ? names.Of(text.PupilId) : Words.Of(signature.SignedAs));

    private bool OnThis(PlanSignature signature) =>
        signature.VersionNumber == version.Number && signature.ContentHash.AsSpan().SequenceEqual(version.ContentHash);

    private IEnumerable<DocumentBlock> Proof()
    {
        yield return new DocumentHeading("Which version this is");
        yield return Facts(
            ("Version", version.Number.ToString(CultureInfo.InvariantCulture)),
            (version.FrozenAt is null ? "Proposed on" : "In force since", Day(LondonTime.DateOf((version.FrozenAt ?? version.RequestedAt)!.Value))),
            ("Seal of its text (SHA-256)", Convert.ToHexStringLower(version.ContentHash!)));
        yield return new DocumentText("The text of this version can no longer be changed. Another text is another version, with another seal.");
    }

    private static IEnumerable<DocumentBlock> Said(string heading, string? words) => words is null ? [] : [new DocumentHeading(heading), new DocumentText(words)];

    private static string View(string? said, PlanViewNotGiven? absence) =>
        said ?? (absence?.Kind == PlanViewAbsence.Declined ? "Was asked, and did not want to say anything here." : NotHere);
}
