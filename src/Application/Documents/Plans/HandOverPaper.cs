using System.Globalization;
using PupilSupport.Application.Documents.Templates;
using PupilSupport.Application.PupilProfiles.Dtos;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Plans;

/// <summary>A hand-over pack, part by part, with a list of the records that it is made of.</summary>
/// <param name="plans">The plan for the move first.</param>
/// <param name="outcomes">Of targets, at the last review.</param>
/// <param name="hasHealth">Whether it has all that there is of healthcare and personal care; else only what its issuer takes part in.</param>
internal sealed class HandOverPaper(
    PupilDto pupil, PupilProfileDto? profile, IReadOnlyList<PackedPlan> plans, IReadOnlyDictionary<Guid, int> outcomes, bool hasHealth, PlanNames names)
{
    public string Title => $"Hand-over pack for {PupilWords.Name(pupil)}";

    public IEnumerable<DocumentBlock> Blocks() =>
    [
        .. About(),
        .. Profile(),
        .. plans.SelectMany(Plan),
        .. Manifest(),
    ];

    private IEnumerable<DocumentBlock> About()
    {
        yield return Facts(
            ("Name", PupilWords.Name(pupil)),
            ("Date of birth", pupil.DateOfBirth is { } born ? Day(born) : null),
            ("UPN", pupil.Upn),
            ("Year group", pupil.YearGroup is { } year ? EnumCodes<YearGroup>.Format(year) : null),
            ("SEN provision", pupil.SenProvision is { } provision ? EnumCodes<SenProvision>.Format(provision) : null),
            ("Needs", string.Join(", ", (pupil.SenNeeds ?? []).Select(EnumCodes<SenType>.Format))));
        yield return new DocumentText("It holds what whoever issued it may read. Concerns about a pupil's safety are never part of it: they go from safeguarding lead to safeguarding lead.");
        if (!hasHealth)
        {
            yield return new DocumentNotice("Of plans of healthcare and personal care this pack has those that whoever issued it takes part in; others are left out, if there are any.");
        }

        yield return new DocumentHeading("Whom to ask");
        yield return new DocumentTable(
            "Adults who know the pupil", [new("Plan", 5), new("Key adult", 4), new("Team", 7)],
            [.. plans.Select(p => (IReadOnlyList<string?>)[PlanWords.Of(p.Text.Type), names.Of(p.Plan.OwnerId), Team(p)])]);
    }

    private string Team(PackedPlan plan) =>
        string.Join(", ", plan.Text.Contributors.Select(c => names.Of(c.StaffId) ?? names.Of(c.ContactId) ?? c.Name).OfType<string>());

    private IEnumerable<DocumentBlock> Profile()
    {
        yield return new DocumentHeading("One-page profile");
        if (profile is null)
        {
            yield return new DocumentText("There is none that whoever issued this pack may read.");
            yield break;
        }

        foreach (var (heading, points) in new[]
        {
            ("What the pupil is good at and likes", profile.Strengths), ("What adults do", profile.Strategies), ("What makes it hard", profile.Triggers), ("What helps", profile.WhatHelps),
        })
        {
            if (points.Count > 0)
            {
                yield return new DocumentHeading(heading, 3);
                yield return new DocumentList(points);
            }
        }

        if (profile.Communication is { } communication)
        {
            yield return new DocumentHeading("How to speak with the pupil", 3);
            yield return new DocumentText(communication);
        }
    }

    private IEnumerable<DocumentBlock> Plan(PackedPlan packed) =>
        [new DocumentHeading($"{PlanWords.Of(packed.Text.Type)}: {packed.Text.Title}"), .. new PlanPaper(packed.Plan, packed.Version, packed.Text, names).Substance(outcomes)];

    private IEnumerable<DocumentBlock> Manifest()
    {
        yield return new DocumentHeading("What this pack is made of");
        yield return new DocumentTable(
            "Records with their versions; the seal of a plan is the SHA-256 of its kept text", [new("Record", 4), new("Id", 5), new("Version", 2), new("Since", 3), new("Seal", 7)],
            [
                ["Pupil", pupil.Id.ToString(), Number(pupil.Version), null, null],
                .. profile is null ? Array.Empty<IReadOnlyList<string?>>() : [["One-page profile", profile.Id.ToString(), Number(profile.Edition), IsoDay(profile.WrittenAt), null]],
                .. plans.Select(p => (IReadOnlyList<string?>)
                [
                    PlanWords.Of(p.Text.Type), p.Plan.Id.Value.ToString(), p.Version.Number.ToString(CultureInfo.InvariantCulture),
                    Iso(LondonTime.DateOf((p.Version.FrozenAt ?? p.Version.RequestedAt)!.Value)), p.Hash,
                ]),
            ]);
    }
}
