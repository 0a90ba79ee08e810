package io.armstrong.upgrade.lint;

import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What the component descriptions of a bundle say of one component.
 *
 * @param implementation its class
 * @param injected names of the fields that Declarative Services write
 * @param prototype whether each user gets an instance of its own
 */
record Components(String implementation, Set<String> injected, boolean prototype) {
    /**
     * @param list the header {@code Service-Component}
     * @param name of the component; one that nobody describes is a class of that name, registered by hand
     */
    static Components of(JarContent jar, String list, String name) throws Exception {
        for (String file : list.split("\\s*,\\s*")) {
            byte[] xml = file.isEmpty() ? null : jar.entry(file).orElse(null);
            if (xml == null) continue;
            for (Element component : all(parse(xml).getDocumentElement(), "component")) {
                String implementation = attribute(component, "implementation", "class");
                String called = component.getAttribute("name");
                if (name.equals(called.isEmpty() ? implementation : called))
                    return new Components(
                            implementation,
                            fields(component),
                            attribute(component, "service", "scope").equals("prototype"));
            }
        }
        return new Components(name, Set.of(), false);
    }

    private static Set<String> fields(Element component) {
        Set<String> fields =
                new HashSet<>(Set.of(component.getAttribute("activation-fields").split("\\s+")));
        for (Element reference : all(component, "reference")) fields.add(reference.getAttribute("field"));
        return fields;
    }

    private static String attribute(Element component, String child, String attribute) {
        Set<Element> found = all(component, child);
        return found.isEmpty() ? "" : found.iterator().next().getAttribute(attribute);
    }

    /** The element itself or those below it, whatever their namespace. */
    private static Set<Element> all(Element root, String name) {
        Set<Element> all = new HashSet<>();
        if (root.getLocalName().equals(name)) all.add(root);
        NodeList below = root.getElementsByTagNameNS("*", name);
        for (int i = 0; i < below.getLength(); i++) all.add((Element) below.item(i));
        return all;
    }

    private static Document parse(byte[] xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }
}
