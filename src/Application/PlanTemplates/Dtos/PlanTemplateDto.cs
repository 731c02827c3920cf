using System.Diagnostics.CodeAnalysis;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.PlanTemplates.Dtos;

/// <summary>What plans of a type begin with. The content is what the next version will say; what was published stands under its number.</summary>
public sealed record PlanTemplateDto : PlanTemplateContent, IVersioned
{
    public PlanTemplateDto() { }

    [SetsRequiredMembers]
    internal PlanTemplateDto(PlanTemplate template) : base(template.Content)
    {
        (Id, Type, Name, Status, PublishedVersion) = (template.Id.Value, template.Type, template.Name, template.Status, template.PublishedVersion);
        Versions = [.. template.Versions.OrderByDescending(v => v.Number).Select(v => new PlanTemplatePublicationDto(v.Number, v.PublishedAt, v.PublishedById?.Value))];
        AllowedActions = PlanTemplate.States.AllowedIn(template.Status);
        (RecordedAt, UpdatedAt, Version) = (template.RecordedAt, template.UpdatedAt, template.Version);
    }

    public required Guid Id { get; init; }

    /// <summary>Of which plans.</summary>
    public required PlanType Type { get; init; }

    [Text(PlanTemplate.MaxName)]
    public required string Name { get; init; }
    public required PlanTemplateStatus Status { get; init; }

    /// <summary>The latest version; null before the first.</summary>
    public required int? PublishedVersion { get; init; }

    /// <summary>What was published, the latest first.</summary>
    [Items(PlanTemplate.MaxVersions)]
    public required IReadOnlyList<PlanTemplatePublicationDto> Versions { get; init; }

    /// <summary>What its state allows now.</summary>
    [Items(3)]
    public required IReadOnlyList<PlanTemplateAction> AllowedActions { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version as a record, also the ETag; not the number of what was published.</summary>
    public required int Version { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<PlanTemplate, PlanTemplateDto>().ConvertUsing(t => new PlanTemplateDto(t));
    }
}

/// <summary>A version of a template.</summary>
/// <param name="PublishedById">Null when a machine did.</param>
public sealed record PlanTemplatePublicationDto(int Number, DateTimeOffset PublishedAt, Guid? PublishedById);

/// <summary>A template in a list, without what it says.</summary>
public sealed record PlanTemplateSummaryDto
{
    public required Guid Id { get; init; }
    public required PlanType Type { get; init; }

    [Text(PlanTemplate.MaxName)]
    public required string Name { get; init; }
    public required PlanTemplateStatus Status { get; init; }

    /// <summary>The latest version; null before the first.</summary>
    public required int? PublishedVersion { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required int Version { get; init; }

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<PlanTemplate, PlanTemplateSummaryDto>();
    }
}

/// <summary>What was published of a template under one number. It never changes.</summary>
public sealed record PlanTemplateVersionDto : PlanTemplateContent
{
    public PlanTemplateVersionDto() { }

    [SetsRequiredMembers]
    internal PlanTemplateVersionDto(PlanTemplate template, PlanTemplateVersion version) : base(version.Content)
    {
        (TemplateId, Type, Number) = (template.Id.Value, template.Type, version.Number);
        (PublishedAt, PublishedById) = (version.PublishedAt, version.PublishedById?.Value);
    }

    public required Guid TemplateId { get; init; }
    public required PlanType Type { get; init; }
    public required int Number { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Null when a machine did.</summary>
    public required Guid? PublishedById { get; init; }
}
