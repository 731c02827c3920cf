using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Domain.Agencies;

/// <summary>What the directory says of an agency: what it offers, to whom, where, and how one gets it.</summary>
public record AgencyContent
{
    public const int MaxName = 200;
    public const int MaxServices = 23;
    public const int MaxNeedAreas = 4;
    public const int MaxNeeds = 20;
    public const int MaxNeed = 100;
    public const int MaxRoute = 1_000;
    public const int MaxNote = 500;
    public const int MaxLanguages = 30;

    public AgencyContent() { }

    [SetsRequiredMembers]
    public AgencyContent(AgencyContent other)
    {
        (Name, Services, Description, Ages, NeedAreas) = (other.Name, other.Services, other.Description, other.Ages, other.NeedAreas);
        (Needs, Threshold, Areas, Cost, CostNote) = (other.Needs, other.Threshold, other.Areas, other.Cost, other.CostNote);
        (ReferralRoute, Contact, Languages) = (other.ReferralRoute, other.Contact, other.Languages);
    }

    [TextBounds(MaxName, Min = 1)]
    public required string Name { get; init; }

    /// <summary>What it offers, each once.</summary>
    [ItemBounds(MaxServices, Min = 1)]
    public required IReadOnlyList<SupportService> Services { get; init; }

    [TextBounds(Limits.Text, Min = 1)]
    public string? Description { get; init; }

    /// <summary>Whom it takes by age; anybody when absent.</summary>
    public AgencyAges? Ages { get; init; }

    /// <summary>The areas of need that it serves.</summary>
    [ItemBounds(MaxNeedAreas)]
    public IReadOnlyList<NeedArea> NeedAreas { get; init; } = [];

    /// <summary>Needs in plain words, by which it is found (<c>anxiety</c>, <c>self-harm</c>).</summary>
    [ItemBounds(MaxNeeds, Text = MaxNeed)]
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>How serious it has to be before it takes a child. People judge it, not the search.</summary>
    [TextBounds(MaxRoute, Min = 1)]
    public string? Threshold { get; init; }

    /// <summary>Where it takes children from; anywhere when absent or empty.</summary>
    public AgencyAreas? Areas { get; init; }

    public AgencyCost Cost { get; init; } = AgencyCost.Unknown;

    [TextBounds(MaxNote, Min = 1)]
    public string? CostNote { get; init; }

    /// <summary>How one refers to it.</summary>
    [TextBounds(MaxRoute, Min = 1)]
    public string? ReferralRoute { get; init; }

    /// <summary>Whom to ask.</summary>
    public AgencyContact? Contact { get; init; }

    /// <summary>The languages in which it works, ISO 639-1 (<c>en</c>, <c>ur</c>).</summary>
    [ItemBounds(MaxLanguages, Text = 2)]
    public IReadOnlyList<string> Languages { get; init; } = [];
}

/// <summary>Ages in whole years, both included.</summary>
public sealed record AgencyAges
{
    public const int Oldest = 25;

    [Range(0, Oldest)]
    public required int From { get; init; }

    [Range(0, Oldest)]
    public required int To { get; init; }
}

/// <summary>Places that an agency serves. One of them is enough.</summary>
public sealed record AgencyAreas
{
    public const int MaxPostcodes = 500;
    public const int MaxAuthorities = 200;

    /// <summary>Outward parts of postcodes in capitals (<c>RG1</c>).</summary>
    [ItemBounds(MaxPostcodes, Text = 4)]
    public IReadOnlyList<string> Postcodes { get; init; } = [];

    /// <summary>Local authorities by the DfE's number of 3 digits (<c>870</c>).</summary>
    [ItemBounds(MaxAuthorities, Text = 3)]
    public IReadOnlyList<string> LocalAuthorities { get; init; } = [];
}

/// <summary>Whom to ask at an agency.</summary>
public sealed record AgencyContact
{
    public const int MaxPerson = 200;
    public const int MaxPhone = 30;
    public const int MaxEmail = 254;
    public const int MaxWebsite = 500;

    [TextBounds(MaxPerson, Min = 1)]
    public string? Name { get; init; }

    [TextBounds(MaxPhone, Min = 1)]
    public string? Phone { get; init; }

    [TextBounds(MaxEmail, Min = 3)]
    public string? Email { get; init; }

    /// <summary>An absolute address, <c>http</c> or <c>https</c>.</summary>
    [TextBounds(MaxWebsite, Min = 8)]
    public string? Website { get; init; }
}
